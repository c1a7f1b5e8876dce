import type { DirectusConnection } from '../../Directus/call/connection';
import { callDirectus } from '../../Directus/call/client';
import { InputError, ServiceError } from '../../shared/errors';
import { asText, isObject } from '../../shared/parse';

/** What n8n answers to whoever asks whether it listens at a trigger's address. */
export const HERE = 'n8n listens here';
/** A media type that nothing has, so that Directus stores nothing of what it fetches. */
const NO_TYPE = 'application/x-nothing';

/**
 * Checks that Directus can reach n8n. It is made to fetch an address as it would fetch a file to import, which goes the
 * same way as the requests of flows, through the same list of denied addresses, and stores nothing.
 *
 * @param url the trigger's own address; when n8n tries a second time, it answers no GET there, but at that of its health
 * @throws InputError where it cannot. Where the user may not create files nobody can tell, and nothing is thrown.
 */
export async function checkReach(connection: DirectusConnection, url: string): Promise<void> {
  const health = url.replace(/\/[^/]+\/[^/]+\/[^/]+$/, '/healthz');
  for (const address of [url, health]) if (await canFetch(connection, address)) return;
  throw unreachable(url);
}

/** @returns also where nobody can tell */
async function canFetch(connection: DirectusConnection, url: string): Promise<boolean> {
  const body = { url, data: { title: 'n8n' }, options: { filterMimeType: [NO_TYPE] } };
  const request = { verb: 'POST', path: '/files/import', body };
  const outcome = await callDirectus(connection, request).catch((error: unknown) => error);
  if (outcome instanceof ServiceError) {
    const { code, message } = outcome.refusal;
    if (code === 'SERVICE_UNAVAILABLE' && message.includes('fetch')) return false;
    if (code !== 'INVALID_PAYLOAD' && code !== 'FORBIDDEN') throw outcome;
    return true;
  }
  if (outcome instanceof Error) throw outcome;
  // Older releases do not know the condition and have stored what they fetched.
  const id = isObject(outcome) ? asText(outcome.id) : '';
  if (id !== '') await callDirectus(connection, { verb: 'DELETE', path: `/files/${id}` });
  return true;
}

function unreachable(url: string): InputError {
  const { origin, hostname } = new URL(url);
  const isLocal = /^(localhost|127\.|\[::1\]$|0\.0\.0\.0$)/.test(hostname);
  const denied = `Directus refuses addresses in its setting IMPORT_IP_DENY_LIST, by default those of its own machine: set IMPORT_IP_DENY_LIST=169.254.169.254 there`;
  const others = `let WEBHOOK_URL of n8n be an address that Directus can reach, and have Directus trust its certificate (NODE_EXTRA_CA_CERTS)`;
  return new InputError(
    `Directus cannot reach n8n at ${origin}`,
    `${isLocal ? `${denied}, and if that is not it, ${others}` : `Either ${others}; or the address is denied: ${denied}`}. "Checking Regularly" needs none of that.`,
  );
}
