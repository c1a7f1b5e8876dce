import { ZitadelError } from './errors';
import type { State } from './state';

/** Reads a request header; names are in lower case. */
export type Headers = (name: string) => string | undefined;

/** The headers that may name the instance, in order; the ones marked are lists of `host=...` pairs. */
const hostHeaders: readonly { name: string; pairs: boolean }[] = [
  { name: 'x-zitadel-instance-host', pairs: false },
  { name: 'forwarded', pairs: true },
  { name: 'x-zitadel-forwarded', pairs: true },
  { name: 'x-forwarded-for', pairs: true },
  { name: 'x-forwarded-host', pairs: false },
];

/**
 * The host a request is for.
 * @param host the Host header or `:authority`
 * @returns the host with its port, if it has one
 * @throws ZitadelError NOT_FOUND when no instance has that domain
 */
export function findInstance(state: State, headers: Headers, host: string): string {
  const named = hostHeaders.map(({ name, pairs }) => readHost(headers(name), pairs)).find(Boolean) ?? host;
  if (state.domains.includes(named.replace(/:\d+$/, ''))) return named;
  throw new ZitadelError(
    'not_found',
    `unable to set instance using origin &{${named}  http} (ExternalDomain is localhost): ID=QUERY-1kIjX ` +
      'Message=Instance not found. Make sure you got the domain right. ' +
      `Check out https://zitadel.com/docs/apis/introduction#domains${state.release.noInstance(named)}`,
  );
}

function readHost(value: string | undefined, pairs: boolean): string | undefined {
  if (!value || !pairs) return value;
  return /(?:^|[;,\s])host="?([^;,"\s]+)/i.exec(value)?.[1];
}
