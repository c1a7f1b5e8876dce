import type { IDataObject } from 'n8n-workflow';

import type { Json } from '../shared/json';
import { asText, isObject } from '../shared/parse';
import type { EventRow } from './events';
import { ALL_COLLECTIONS, type TriggerSettings } from './settings';

/** What the workflow gets: one item an event. */
export interface DirectusEvent extends IDataObject {
  /** e.g. "items.create". */
  event: string;
  collection: string;
  /** Primary keys of the records, as text. */
  keys: string[];
  /** What was written; keys for a deletion. */
  payload: IDataObject | IDataObject[] | string[] | null;
  /** ID of the user who did it; null for Directus itself or somebody who is not signed in. */
  user: string | null;
}

/** Keys as texts, whatever Directus gives. */
export function toKeys(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(asText);
}

/** Whether the settings ask for an event of a collection. */
export function isWanted(
  { collections }: Pick<TriggerSettings, 'collections'>,
  row: EventRow,
  collection: string,
): boolean {
  if (row.collection !== '') return true;
  return collections.includes(ALL_COLLECTIONS) || collections.includes(collection);
}

/** What a user record holds that nobody else may see. */
const SECRETS_OF_USER = ['password', 'token', 'tfa_secret', 'auth_data'];

/**
 * A value without what is secret in records of users that stand in it: Directus takes users nested in whatever they
 * are related to, and its events hold them as they were sent.
 */
export function withoutNestedSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNestedSecrets);
  if (!isObject(value)) return value;
  const isUser = 'password' in value && ('email' in value || 'id' in value || 'first_name' in value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isUser && SECRETS_OF_USER.includes(name)))
      .map(([name, inner]) => [name, withoutNestedSecrets(inner)]),
  );
}
