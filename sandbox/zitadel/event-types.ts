import words from './event-types.json';
import type { JsonObject } from './json-object';

/** Every type of event that the recorded server has, with its words for it; without any it shows the key. */
const known: Record<string, string | undefined> = words;

/** The types of events, as the server lists them. */
export const eventTypes: JsonObject[] = Object.keys(known).map((type) => ({
  type,
  localized: localizedType(type),
}));

/** Whether there are events of a type. */
export function isEventType(type: string): boolean {
  return known[type] !== undefined;
}

/** Whether there are events whose types begin with a name and a dot. */
export function isEventGroup(name: string): boolean {
  return Object.keys(known).some((type) => type.startsWith(`${name}.`));
}

/** How the server shows a type of event. */
export function localizedType(type: string): JsonObject {
  const key = `EventTypes.${type}`;
  return { key, localizedMessage: known[type] || key };
}
