import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { isWanted, toKeys, withoutNestedSecrets, type DirectusEvent } from '../event';
import { rowOf, type EventRow } from '../events';
import type { TriggerSettings } from '../settings';

/** Fields of collections whose values nobody may see, by collection. */
export type HiddenFields = Readonly<Record<string, readonly string[]>>;

/** What Directus puts for a value that there is not. */
const MISSING = 'undefined';

/**
 * Reads what a flow sent.
 *
 * @param hidden fields that are left out
 * @returns the event; undefined for one that was not asked for, or that nobody caused: Directus notes the page that a
 *   user looks at as a change of the user
 */
export function readDelivery(
  body: unknown,
  settings: TriggerSettings,
  hidden: HiddenFields = {},
): DirectusEvent | undefined {
  if (!isObject(body)) return undefined;
  const trigger = body.guarded === true ? presentIn(body) : body.trigger;
  if (!isObject(trigger)) return undefined;
  const row = rowOf(asText(trigger.event), settings.rows);
  if (row === undefined) return undefined;
  const user = present(body.user) ?? null;
  const event = row.value === 'auth.login' ? signIn(trigger, row) : change(trigger, row, user, hidden);
  if (!isWanted(settings, row, event.collection) || isPageVisit(event)) return undefined;
  return event;
}

function change(trigger: JsonObject, row: EventRow, user: Json, hidden: HiddenFields): DirectusEvent {
  const collection = asText(trigger.collection) || row.collection;
  return {
    event: row.value,
    collection,
    keys: toKeys(trigger.keys ?? trigger.key ?? trigger.item ?? keysIn(trigger, row)),
    payload: payloadOf(row, trigger, hidden[collection]),
    user: user === null ? null : asText(user),
  };
}

/** What is about to be deleted is named by its keys alone. */
function keysIn({ payload }: JsonObject, { action }: EventRow): Json | undefined {
  return action === 'delete' ? payload : undefined;
}

function payloadOf(
  { value: event, action }: EventRow,
  { payload = null, keys, to }: JsonObject,
  hidden: readonly string[] = [],
): DirectusEvent['payload'] {
  if (event === 'items.sort') return { to };
  if (action === 'delete') return (keys ?? payload) as DirectusEvent['payload'];
  if (!isObject(payload)) return payload as DirectusEvent['payload'];
  const seen = Object.entries(payload).filter(([name]) => !hidden.includes(name));
  return Object.fromEntries(seen.map(([name, value]) => [name, withoutNestedSecrets(value)]));
}

function signIn({ signIn: facts }: JsonObject, { value, collection }: EventRow): DirectusEvent {
  const { user, ...payload } = isObject(facts) ? facts : {};
  const id = user === undefined ? [] : [asText(user)];
  return { event: value, collection, keys: id, payload, user: id[0] ?? null };
}

function isPageVisit({ event, payload }: DirectusEvent): boolean {
  if (event !== 'users.update' || !isObject(payload)) return false;
  return Object.keys(payload).join() === 'last_page';
}

/** An object without what there is not, also in the objects directly in it. */
function presentIn(object: JsonObject): JsonObject {
  const entries = Object.entries(object).flatMap(([name, value]): Array<[string, Json]> => {
    const there = isObject(value) ? presentIn(value) : present(value);
    return there === undefined ? [] : [[name, there]];
  });
  return Object.fromEntries(entries);
}

function present(value: Json | undefined): Json | undefined {
  return value === MISSING ? undefined : value;
}
