import { headerText } from './headerText';

/** The instance that a server is asked for. */
export interface Instance {
  /** Names the instance where the address does not; sent with every request. */
  headers: Record<string, string>;
  /** The instance as it names itself: scheme and external domain. */
  origin: string;
}

/**
 * Reads "Instance Host" of a credential. It may have a scheme, where the instance is known by another one than that of
 * its address: a server behind a proxy is "https://…" to everyone else, and reached by "http://…" in its own network.
 *
 * @param url address of the server
 * @throws InputError for what no header can carry
 */
export function readInstance(instanceHost: unknown, url: URL): Instance {
  const given = headerText('Instance Host in the credential', instanceHost);
  const [, scheme = `${url.protocol}//`, host = ''] = /^(https?:\/\/)?([^/]*)\/*$/.exec(given) ?? [];
  if (host === '') return { headers: {}, origin: url.origin };
  return { headers: { 'x-zitadel-instance-host': host }, origin: scheme + host };
}
