import type { Endpoint } from '../transport/endpoint';
import { sendRest } from '../transport/rest';

const TIMEOUT_MILLISECONDS = 5_000;
const NOT_REGISTERED = /not registered/i;
/** n8n listens for a test event two minutes; what was made for one that is older was left behind. */
const OLDEST_TEST = 10 * 60_000;

/** Where a service sends to, and since when, in milliseconds since 1970. */
export interface Sender {
  url: URL;
  made: number;
  /** Whether it is for a test event only. */
  isTest: boolean;
}

/**
 * Whether nobody hears any more what a service sends to this n8n, which a crash or a service that was down left behind. What
 * cannot be told is taken for heard.
 *
 * @param endpoint of the service: how requests go out
 * @param url where this node hears; what is sent to another n8n is not looked at
 */
export async function isUnheard(
  { egress }: Pick<Endpoint, 'egress'>,
  sender: Sender,
  url: string,
): Promise<boolean> {
  const { origin } = new URL(url);
  if (sender.url.origin !== origin) return false;
  if (sender.isTest) return Date.now() - sender.made > OLDEST_TEST;
  const endpoint = { url: new URL(origin), ignoreTlsErrors: false, egress };
  const request = { method: 'POST', path: sender.url.pathname, body: {}, timeout: TIMEOUT_MILLISECONDS };
  const reply = await sendRest(endpoint, request).catch(() => undefined);
  // Without its proof a listening node starts nothing. Only n8n itself says that nobody listens; anything else may be a server in between.
  return reply?.status === 404 && NOT_REGISTERED.test(JSON.stringify(reply.body));
}
