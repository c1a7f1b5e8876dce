import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { isForbidden } from '../reply/records';
import { clockOf } from '../schema/clock';
import { callDirectus } from './client';
import { sendOne } from './one';
import { toPath } from './path';
import type { Sending } from './sending';

/** A route of items: their collection, and perhaps a key. */
const ITEMS = /^\/items\/([^/]+)(\/[^/]+)?\/?$/;

/** Saves values to a version, checked as those of its item are. */
export async function saveVersion(sending: Sending): Promise<Reply> {
  const { connection, input } = sending;
  const path = toPath('/versions/:id', input.parameters);
  const query = { fields: ['collection'] };
  const version = await callDirectus(connection, { verb: 'GET', path, query }).catch((error: unknown) => {
    if (isForbidden(error)) return undefined;
    throw error;
  });
  const collection = isObject(version) ? version.collection : undefined;
  if (typeof collection !== 'string') return await sendOne(sending);
  const data = await checkedBody(sending, collection, input.data);
  return await sendOne({ ...sending, input: { ...input, data } });
}

/**
 * The body of a request to any route; one that creates or changes items is checked as theirs is.
 *
 * @throws InputError that names the field
 */
export async function checkedRawBody(
  sending: Sending,
  verb: string,
  path: string,
  body: Json,
): Promise<Json> {
  const [, name] = ITEMS.exec(path) ?? [];
  if (name === undefined || !['POST', 'PATCH'].includes(verb)) return body;
  const collection = decodeURIComponent(name);
  if (!isForSeveral(verb, body)) return await checkedBody(sending, collection, body);
  return { ...body, data: await checkedBody(sending, collection, body.data ?? {}) };
}

/** Whether a body says which records it changes alike: by their keys or by a query. */
function isForSeveral(verb: string, body: Json): body is JsonObject {
  return verb === 'PATCH' && isObject(body) && isObject(body.data) && ('keys' in body || 'query' in body);
}

async function checkedBody(
  { connection, schema, execution }: Sending,
  collection: string,
  data: Json,
): Promise<Json> {
  return await schema.checkBody(connection, collection, data, {
    rule: { collection },
    clock: clockOf(execution),
  });
}
