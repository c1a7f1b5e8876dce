import type { DirectusConnection } from '../../Directus/call/connection';
import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, unknownName } from '../../shared/parse';
import { ask } from '../connection';
import { ALL_COLLECTIONS, COLLECTIONS } from '../settings';
import type { HiddenFields } from './delivery';

/** What marks a field whose value Directus itself shows to nobody. */
const HIDING = ['conceal', 'encrypt', 'hash'];

/** Names of the collections that hold items, as far as the user of the credential sees them. */
export async function readCollections(connection: DirectusConnection): Promise<string[]> {
  const rows = await ask(connection, { verb: 'GET', path: '/collections' });
  return (Array.isArray(rows) ? rows : [])
    .filter(isObject)
    .filter(({ schema, collection }) => schema !== null && !asText(collection).startsWith('directus_'))
    .map(({ collection }) => asText(collection));
}

/**
 * Checks that collections exist, which Directus does not: a flow for one that does not exist never runs.
 *
 * @throws InputError for one that does not exist or that the user may not see
 */
export async function checkCollections(
  connection: DirectusConnection,
  names: readonly string[],
): Promise<void> {
  const wanted = names.filter((name) => name !== ALL_COLLECTIONS);
  if (wanted.length === 0) return;
  const known = await readCollections(connection);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const { message } = unknownName(`${COLLECTIONS}:`, unknown, known);
  throw new InputError(
    message,
    'Choose it from the list. If it exists, the user of the credential needs the right to read it.',
  );
}

/**
 * The fields whose values are hidden in Directus. A flow gets them in the clear when they are written.
 *
 * @param names collections; none where no event is about items
 * @throws InputError for a collection that does not exist
 */
export async function readHidden(
  connection: DirectusConnection,
  names: readonly string[],
): Promise<HiddenFields> {
  if (names.length === 0) return {};
  await checkCollections(connection, names);
  const fields = (await readFields(connection)).filter(isObject).filter(isHidden);
  const hidden: Record<string, string[]> = {};
  for (const { collection, field } of fields) {
    const name = asText(collection);
    if (name.startsWith('directus_') || !(names.includes(ALL_COLLECTIONS) || names.includes(name))) continue;
    (hidden[name] ??= []).push(asText(field));
  }
  return hidden;
}

async function readFields(connection: DirectusConnection): Promise<Json[]> {
  const rows = await ask(connection, { verb: 'GET', path: '/fields' }).catch((error: unknown) => {
    if (error instanceof ServiceError && error.refusal.code === 'FORBIDDEN') return undefined;
    throw error;
  });
  return Array.isArray(rows) ? rows : [];
}

function isHidden({ meta }: JsonObject): boolean {
  const special = isObject(meta) && Array.isArray(meta.special) ? meta.special : [];
  return special.some((entry) => typeof entry === 'string' && HIDING.includes(entry));
}
