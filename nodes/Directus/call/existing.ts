import { InputError, ServiceError } from '../../shared/errors';
import type { RepeatOptions } from '../../shared/form/repeats';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import type { ExistsRule } from '../operation';
import { isForbidden, UNREADABLE_CREATION } from '../reply/records';
import { listOf, toRow } from '../reply/rows';
import { isAdministrator } from './administrator';
import { filterForWord, isWord } from '../schema/exactMatch';
import { callDirectus } from './client';
import { readByIds } from './list';
import { keyOf } from './many';
import { withOtherSides } from './otherSides';
import { changeOf, toPath } from './path';
import type { Sending } from './sending';
import { inTurn } from './upsert';

/** What Directus answers where a value that must be unique is taken. */
const TAKEN = ['RECORD_NOT_UNIQUE', 'INVALID_PAYLOAD'];

/** A creation that may find its record there already. */
interface Creation {
  sending: Sending;
  ifExists: NonNullable<RepeatOptions['ifExists']>;
  rule: ExistsRule;
  body: JsonObject;
  /** Fields whose values together tell the record. */
  by: readonly string[];
}

/**
 * Creates each record of a body unless it is there, one after the other.
 *
 * @param create sends one record
 * @returns a row a record, each with `outcome`
 * @throws InputError for a value that tells the record and is missing; ServiceError of Directus
 */
export async function createOnce(
  sending: Sending,
  ifExists: Creation['ifExists'],
  rule: ExistsRule,
  create: (sending: Sending) => Promise<Reply>,
): Promise<Reply> {
  const by = await tellingFields(sending, rule);
  const rows: Reply = [];
  for (const body of listOf(sending.input.data).filter(isObject)) {
    assertTells(body, by, rule);
    const one = { ...sending, input: { ...sending.input, data: body } };
    const creation = { sending: one, ifExists, rule, body, by };
    const name = { name: by.map((field) => asText(body[field]).toLowerCase()) };
    rows.push(...(await inTurn(one, 'name', [name], () => createOne(creation, create))));
  }
  return rows;
}

async function createOne(creation: Creation, create: (sending: Sending) => Promise<Reply>): Promise<Reply> {
  const { sending, ifExists } = creation;
  const known = ifExists === 'fail' ? undefined : await find(creation);
  if (known !== undefined) return [await settle(creation, known)];
  return await create(sending).then(asCreated, async (error: unknown) => {
    const isTaken = error instanceof ServiceError && TAKEN.includes(error.refusal.code);
    const other = isTaken && ifExists !== 'fail' ? await find(creation) : undefined;
    if (other === undefined) throw error;
    return [await settle(creation, other)];
  });
}

function asCreated(rows: Reply): Reply {
  const made = rows.length === 0 ? [{ json: { ...UNREADABLE_CREATION } }] : rows;
  return made.map((row) => ({ ...row, json: { ...row.json, outcome: 'created' } }));
}

async function tellingFields(sending: Sending, { by = [] }: ExistsRule): Promise<readonly string[]> {
  if (by !== 'uniqueField') return by;
  const chosen = sending.options.uniqueField;
  if (typeof chosen === 'string' && chosen.trim() !== '') return [chosen.trim()];
  return [(await keyOf(sending)).field];
}

function assertTells(body: JsonObject, by: readonly string[], rule: ExistsRule): void {
  const [field] = by;
  const isMissing = (name: string): boolean =>
    body[name] === undefined || body[name] === null || body[name] === '';
  if (rule.at !== undefined || field === undefined || !by.every(isMissing)) return;
  const choice = rule.by === 'uniqueField' ? ', or choose another Unique Field under Options' : '';
  throw new InputError(
    `${field} is required, as it tells whether the record exists already`,
    `Give ${field} a value${choice}.`,
  );
}

/** The record as it stands; undefined where there is none. */
async function find(creation: Creation): Promise<JsonObject | undefined> {
  const { sending, rule, by, body } = creation;
  if (rule.at !== undefined) return await findAt(sending, rule.at, body);
  const { connection, operation, input } = sending;
  const key = await keyOf(sending);
  const rules = by.map((field): Json => {
    const value = body[field];
    if (value === undefined || value === null) return { [field]: { _null: true } };
    if (typeof value === 'string' && isWord(value)) return filterForWord(field, value);
    return { [field]: field === 'email' ? { _in: [value, asText(value).toLowerCase()] } : { _eq: value } };
  });
  const hasWord = by.some((field) => isWord(body[field]));
  const query = { fields: [key.field, ...by], filter: { _and: rules }, limit: hasWord ? -1 : 2 };
  const path = toPath(operation.path, input.parameters);
  const reply = await callDirectus(connection, { verb: 'SEARCH', path, body: { query } });
  const fits = (row: JsonObject): boolean =>
    by.every((field) => {
      if (isWord(body[field])) return row[field] === body[field];
      return asText(row[field]).toLowerCase() === asText(body[field]).toLowerCase();
    });
  const found = listOf(reply).filter(isObject).filter(fits);
  if (found.length > 1) {
    throw new ServiceError({
      code: 'AMBIGUOUS',
      message: `Several records have this ${by.join(' and ')}, so it is not clear which one is meant`,
      remedy: 'Tell it by a field whose values are unique.',
    });
  }
  const id = found[0]?.[key.field];
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const [record] = (await readByIds(sending, key, [id], input.query)) ?? [];
  return { ...(isObject(record) ? record : {}), [key.field]: id };
}

async function findAt(
  { connection, input }: Sending,
  at: string,
  body: JsonObject,
): Promise<JsonObject | undefined> {
  const values = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, asText(value)]));
  const path = toPath(at, { ...values, ...input.parameters });
  const found = await callDirectus(connection, { verb: 'GET', path }).catch(async (error: unknown) => {
    // An administrator may read all that there is.
    if (isForbidden(error) && (await isAdministrator(connection))) return undefined;
    throw error;
  });
  return isObject(found) ? found : undefined;
}

async function settle(creation: Creation, record: JsonObject): Promise<Reply[number]> {
  if (creation.ifExists === 'keep') return toRow({ ...record, outcome: 'existed' });
  const { sending, rule, body, by } = creation;
  const { connection, operation, input } = sending;
  const { field } = await keyOf(sending);
  const stays = [...(rule.keeps ?? []), ...(rule.at === undefined ? [...by, field] : [])];
  const current = rule.at === undefined ? await readWhole(sending, record, Object.keys(body)) : record;
  const differs = Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !stays.includes(name) && !holds(current[name], value)),
  );
  const changes =
    rule.at === undefined ? await withOtherSides(sending, differs, asText(record[field])) : differs;
  if (Object.keys(changes).length === 0) return toRow({ ...record, outcome: 'unchanged' });
  const request =
    rule.at === undefined
      ? changeOf(toPath(operation.path, input.parameters), asText(record[field]), changes)
      : { verb: 'PATCH', path: toPath(rule.at, { ...textsOf(body), ...input.parameters }), body: changes };
  const query = operation.query === true ? input.query : undefined;
  const [reply] = listOf(await callDirectus(connection, { ...request, query }));
  return toRow({ ...(isObject(reply) ? reply : record), outcome: 'updated' });
}

/** The fields of a record that a change is compared with, whatever the item's own query asks for. */
async function readWhole(sending: Sending, record: JsonObject, fields: string[]): Promise<JsonObject> {
  const key = await keyOf(sending);
  const id = record[key.field];
  if (typeof id !== 'string' && typeof id !== 'number') return record;
  const [found] = (await readByIds(sending, key, [id], { fields: [key.field, ...fields] })) ?? [];
  return isObject(found) ? found : record;
}

function textsOf(body: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, asText(value)]));
}

/** Whether what is there has all of what is asked for. */
function holds(is: Json | undefined, asked: Json): boolean {
  if (isObject(asked) && isObject(is)) {
    return Object.entries(asked).every(([name, value]) => holds(is[name], value));
  }
  return JSON.stringify(is ?? null) === JSON.stringify(asked);
}
