import type { DirectusConnection } from '../../Directus/call/connection';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Owner } from '../../shared/trigger/owner';
import { isUnheard } from '../../shared/trigger/unheard';
import { ask } from '../connection';
import { markOf, markOfInstance } from './flow';

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
    const target = targetOf(flow);
    const isTest = asText(flow.description).endsWith(';test');
    const made = Date.parse(asText(flow.date_created));
    if (target === undefined) continue;
    if (!(await isUnheard(connection.endpoint, { url: target, made, isTest }, url))) continue;
    await ask(connection, { verb: 'DELETE', path: `/flows/${asText(flow.id)}` }).catch(() => undefined);
  }
}

function targetOf({ operations }: JsonObject): URL | undefined {
  const urls = (Array.isArray(operations) ? operations : [])
    .filter(isObject)
    .map(({ options }) => (isObject(options) ? asText(options.url) : ''));
  const url = urls.find((text) => URL.canParse(text));
  return url === undefined ? undefined : new URL(url);
}
