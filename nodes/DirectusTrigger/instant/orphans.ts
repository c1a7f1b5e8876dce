import type { DirectusConnection } from '../../Directus/call/connection';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { sendRest } from '../../shared/transport/rest';
import type { Owner } from '../../shared/trigger/owner';
import { ask } from '../connection';
import { markOf, markOfInstance } from './flow';

/** n8n listens for a test event two minutes; a flow for one that is older was left behind. */
const OLDEST_TEST = 10 * 60_000;
const TIMEOUT_MILLISECONDS = 5_000;
const NOT_REGISTERED = /not registered/i;

/**
 * Removes flows of this n8n that nobody hears any more, which a crash or an unreachable Directus left behind.
 * What fails is left for the next time.
 *
 * @param owner whose own flow stays
 * @param url where this node hears; flows of another n8n with the same ID, as a copy has it, are not touched
 */
export async function removeOrphans(
  connection: DirectusConnection,
  owner: Owner,
  url: string,
): Promise<void> {
  const query = {
    filter: { description: { _starts_with: markOfInstance(owner.instance) } },
    fields: ['id', 'description', 'date_created', 'operations.options'],
    limit: -1,
  };
  const rows = await ask(connection, { verb: 'GET', path: '/flows', query }).catch(() => undefined);
  const others = (Array.isArray(rows) ? rows : [])
    .filter(isObject)
    .filter(({ description }) => description !== markOf(owner));
  for (const flow of others) {
    if (!(await isOrphan(connection, flow, new URL(url).origin))) continue;
    await ask(connection, { verb: 'DELETE', path: `/flows/${asText(flow.id)}` }).catch(() => undefined);
  }
}

async function isOrphan(connection: DirectusConnection, flow: JsonObject, origin: string): Promise<boolean> {
  const url = targetOf(flow);
  if (url?.origin !== origin) return false;
  const isTest = asText(flow.description).endsWith(';test');
  if (isTest) return Date.now() - Date.parse(asText(flow.date_created)) > OLDEST_TEST;
  const { egress } = connection.endpoint;
  const endpoint = { url: new URL(origin), ignoreTlsErrors: false, egress };
  const request = { method: 'POST', path: url.pathname, body: {}, timeout: TIMEOUT_MILLISECONDS };
  const reply = await sendRest(endpoint, request).catch(() => undefined);
  // Without the secret a listening node starts nothing. Only n8n itself says that nobody listens; anything else may be a server in between.
  return reply?.status === 404 && NOT_REGISTERED.test(JSON.stringify(reply.body));
}

function targetOf({ operations }: JsonObject): URL | undefined {
  const urls = (Array.isArray(operations) ? operations : [])
    .filter(isObject)
    .map(({ options }) => (isObject(options) ? asText(options.url) : ''));
  const url = urls.find((text) => URL.canParse(text));
  return url === undefined ? undefined : new URL(url);
}
