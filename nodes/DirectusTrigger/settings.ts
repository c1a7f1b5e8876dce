import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../shared/errors';
import { isObject, unknownName, wholeNumber } from '../shared/parse';
import { readNames } from '../shared/trigger/names';
import { EVENTS, type Delivery, type EventRow } from './events';

/** What the form calls the collections. */
export const COLLECTIONS = 'Collection Names or IDs';
/** All collections of the project. */
export const ALL_COLLECTIONS = '*';

const PRESET_INTERVAL = 10;
const PRESET_ANSWER_WITHIN = 10;
/** The longest timers are good for. */
const MOST_SECONDS = 2_000_000;

const DELIVERIES: Readonly<Record<Delivery, string>> = {
  instant: 'Instantly',
  checking: 'Checking Regularly',
  before: 'Before the Change',
};

/** Whatever n8n gives a trigger to read its parameters with. */
export interface ParameterSource {
  getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** A trigger node's parameters, checked. */
export interface TriggerSettings {
  delivery: Delivery;
  /** Kinds of events, each once. */
  rows: readonly EventRow[];
  /** Collections whose items count, each once; `ALL_COLLECTIONS` stands alone. Empty where no event is about items. */
  collections: readonly string[];
  /** Milliseconds between two checks. */
  interval: number;
  /** Whether each event is compared with the record as it is. */
  confirm: boolean;
  /** Whether Directus is asked to reach n8n before a flow is made. */
  checkAddress: boolean;
  /** Whether a change is refused when n8n does not answer. */
  refuseUnanswered: boolean;
  /** Milliseconds that a change waits for n8n. */
  answerWithin: number;
}

/**
 * Reads the parameters.
 *
 * @throws InputError that names the field
 */
export function readSettings(source: ParameterSource): TriggerSettings {
  const delivery = source.getNodeParameter('delivery', 'instant');
  if (!isDelivery(delivery)) {
    throw unknownName('Delivery', String(delivery), Object.keys(DELIVERIES));
  }
  const rows = readEvents(source.getNodeParameter('events', []), delivery);
  const aboutItems = rows.some(({ collection }) => collection === '');
  const options: unknown = source.getNodeParameter('options', {});
  const chosen: IDataObject = isObject(options) ? options : {};
  const seconds = (field: string, value: unknown, preset: number): number =>
    wholeNumber(field, value, preset, MOST_SECONDS) * 1000;
  return {
    delivery,
    rows,
    collections: aboutItems ? readCollections(source.getNodeParameter('collections', [])) : [],
    interval: seconds('Interval', source.getNodeParameter('interval', PRESET_INTERVAL), PRESET_INTERVAL),
    confirm: delivery === 'instant' && chosen.confirm === true,
    checkAddress: chosen.checkAddress !== false,
    refuseUnanswered: source.getNodeParameter('whenNoAnswer', 'pass') === 'refuse',
    answerWithin: seconds('Answer Within', chosen.answerWithin, PRESET_ANSWER_WITHIN),
  };
}

function isDelivery(value: unknown): value is Delivery {
  return typeof value === 'string' && Object.hasOwn(DELIVERIES, value);
}

function readEvents(value: unknown, delivery: Delivery): EventRow[] {
  const names = readNames('Events', value);
  if (names.length === 0) throw new InputError('Events is empty', 'Choose at least one event.');
  return names.map((name) => {
    const row = EVENTS.find((event) => event.value === name);
    const possible = EVENTS.filter(({ deliveries }) => deliveries.includes(delivery));
    if (row === undefined)
      throw unknownName(
        'Events',
        name,
        possible.map(({ value: known }) => known),
      );
    if (row.deliveries.includes(delivery)) return row;
    const others = row.deliveries.map((other) => DELIVERIES[other]).join(' or ');
    throw new InputError(
      `Events: "${row.name}" does not work with "${DELIVERIES[delivery]}"`,
      `Take it out, or set Delivery to ${others}.`,
    );
  });
}

function readCollections(value: unknown): string[] {
  const names = readNames(COLLECTIONS, value);
  if (names.length === 0) {
    throw new InputError(
      `${COLLECTIONS} is empty`,
      'Choose the collections whose items count, or "All Collections" (*).',
    );
  }
  const own = names.find((name) => name.startsWith('directus_'));
  if (own !== undefined) {
    throw new InputError(
      `${COLLECTIONS}: "${own}" is one of Directus' own and has no items`,
      'Take it out, and choose the events of that kind instead, e.g. "User Created" (users.create).',
    );
  }
  // Directus takes names for patterns, in which these mean more than one collection.
  const pattern = names.find((name) => name !== ALL_COLLECTIONS && /[*.]/.test(name));
  if (pattern !== undefined) {
    throw new InputError(
      `${COLLECTIONS}: "${pattern}" is not the name of a collection`,
      'Write each name in full, or "*" for all.',
    );
  }
  return names.includes(ALL_COLLECTIONS) ? [ALL_COLLECTIONS] : names;
}
