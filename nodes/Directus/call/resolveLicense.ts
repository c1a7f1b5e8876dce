import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import type { DirectusConnection } from './connection';
import { sendOne } from './one';
import type { Sending } from './sending';

/** Where the entries of each list are found, and the field that names them. */
const LISTS = [
  { name: 'seats', path: '/users', field: 'id' },
  { name: 'flows', path: '/flows', field: 'id' },
  { name: 'collections', path: '/collections', field: 'collection' },
];

/**
 * Switches off what is over a licence's limits. Directus passes over entries that do not exist, and over whoever asks,
 * so both are looked for before.
 *
 * @throws InputError that names an entry which would be passed over
 */
export async function sendResolveLicense(sending: Sending): Promise<Reply> {
  const { connection, input } = sending;
  const data = isObject(input.data) ? input.data : {};
  for (const { name, path, field } of LISTS) {
    const given = listOf(data[name]);
    if (given.length === 0) continue;
    const known = await namesAt(connection, path, field, given);
    const missing = given.find((entry) => !known.includes(entry));
    if (missing === undefined) continue;
    throw new InputError(`${name}: "${asText(missing)}" does not exist`, 'Check it, or leave it out.');
  }
  const seats = listOf(data.seats);
  const [own] = seats.length === 0 ? [] : await namesAt(connection, '/users/me', 'id', []);
  if (own !== undefined && seats.includes(own)) {
    throw new InputError(
      'seats: the user of the credential cannot be switched off',
      'Leave it out, or use the credential of another administrator.',
    );
  }
  return await sendOne(sending);
}

async function namesAt(
  connection: DirectusConnection,
  path: string,
  field: string,
  among: Json[],
): Promise<Json[]> {
  const query: JsonObject = { fields: [field] };
  if (among.length > 0) Object.assign(query, { limit: -1, filter: { [field]: { _in: among } } });
  const rows = listOf(await callDirectus(connection, { verb: 'GET', path, query, searchable: true }));
  return rows.map((row) => (isObject(row) ? (row[field] ?? null) : null));
}
