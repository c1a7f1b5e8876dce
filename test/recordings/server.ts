import { startStandIn } from '../support/stand-in';

/** The server that the recordings are replayed against. */
export interface TestServer {
  url: string;
  /** A personal access token of a service user with the role IAM_OWNER. */
  token: string;
  /** Of an older server. */
  release?: string;
  /** Whether its reads lag behind its writes, as they do on a real server. */
  lags: boolean;
  stop(): Promise<void>;
}

/** The stand-in for an older release, started for this test. */
export async function startRelease(release: string): Promise<TestServer> {
  const { url, tokens, stop } = await startStandIn(['--port', '0', '--release', release]);
  return { url, token: tokens.admin, release, lags: false, stop };
}

/** The server that ZITADEL_URL and ZITADEL_TOKEN name, or else the stand-in, started for this test. */
export async function findServer(): Promise<TestServer> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  if (url === undefined && token === undefined) {
    const standIn = await startStandIn(['--port', '0']);
    return { url: standIn.url, token: standIn.tokens.admin, lags: false, stop: () => standIn.stop() };
  }
  if (!url || !token) throw new Error('set ZITADEL_URL and ZITADEL_TOKEN both, or neither');
  return { url: url.replace(/\/$/, ''), token, lags: true, stop: () => Promise.resolve() };
}
