import { InputError } from '../shared/errors';
import type { JsonObject } from '../shared/json';
import { asText, describe, isObject, unknownName, wholeNumber } from '../shared/parse';
import { readNames } from '../shared/trigger/names';
import { isPattern } from './selection';

const DELIVERIES = ['checking', 'instant', 'call'] as const;
const MOST_SECONDS = 86_400;

/** How events reach the workflow. */
export type Delivery = (typeof DELIVERIES)[number];

/** Whatever n8n gives a trigger to read its parameters with. */
export interface ParameterSource {
  getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** Which events are wanted, besides their type. An empty text wants all. */
export interface EventFilters {
  organizationId: string;
  aggregateId: string;
  editorUserId: string;
}

/** What is done with an event before it goes into the workflow. */
export interface OutputSettings {
  /** Whether payloads keep their hashes and encrypted secrets. */
  wholePayload: boolean;
  /** Whether the user that an event is about is read. */
  includeUser: boolean;
}

/** Settings of the deliveries that are about events. */
export interface EventSettings extends OutputSettings {
  /** Event types, groups and `*`, each once. */
  patterns: readonly string[];
  filters: EventFilters;
}

/** The chosen delivery. Throws `InputError` for an unknown one. */
export function readDelivery(source: ParameterSource): Delivery {
  const given = source.getNodeParameter('delivery', 'checking');
  const found = DELIVERIES.find((delivery) => delivery === given);
  if (found === undefined) throw unknownName('Delivery', asText(given), DELIVERIES);
  return found;
}

/** Seconds between checks, in milliseconds. Throws `InputError` for what is no number of seconds. */
export function readInterval(source: ParameterSource): number {
  return wholeNumber('Interval', source.getNodeParameter('interval', 10), 10, MOST_SECONDS) * 1000;
}

/**
 * Reads which events are wanted, and in what form.
 *
 * @throws InputError that names the field; nothing chosen is an error, and never stands for everything
 */
export function readEventSettings(source: ParameterSource): EventSettings {
  const patterns = [
    ...readNames('Events', source.getNodeParameter('events', [])),
    ...readNames('More Events', source.getNodeParameter('moreEvents', [])),
  ];
  if (patterns.length === 0) {
    throw new InputError('Events is empty', 'Choose at least one event, a group such as user.human.*, or *.');
  }
  const wrong = patterns.find((pattern) => !isPattern(pattern));
  if (wrong !== undefined) {
    throw new InputError(
      `Events: "${wrong}" is no event type`,
      'Write a type such as user.human.added, a group such as user.human.*, or * for all.',
    );
  }
  const filters = asObject(source.getNodeParameter('filters', {}));
  const options = asObject(source.getNodeParameter('options', {}));
  return {
    patterns: [...new Set(patterns)],
    filters: {
      organizationId: readId('Organization', filters.organizationId),
      aggregateId: readId('Aggregate ID', filters.aggregateId),
      editorUserId: readId('Done By', filters.editorUserId),
    },
    wholePayload: options.wholePayload === true,
    includeUser: options.includeUser === true,
  };
}

/** An ID as text, or out of a resource locator. */
function readId(field: string, value: unknown): string {
  const chosen = isObject(value) && value.__rl === true ? value.value : value;
  if (chosen === undefined || chosen === null) return '';
  if (typeof chosen === 'string') return chosen.trim();
  throw new InputError(`${field}: expected an ID, got ${describe(chosen)}`, 'Write the ID as text.');
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
