import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** Where the records belong that a field holds in place of a key or of a list of keys. */
export interface Related {
  /** Their collection; undefined where a field beside it names it. */
  collection?: string;
  /** The field of the same record that names it. */
  namedBy?: string;
}

/**
 * What a field relates to.
 *
 * @param relations as Directus describes them
 * @returns undefined where it relates to nothing
 */
export function relatedTo(
  relations: readonly JsonObject[],
  collection: string,
  field: string,
): Related | undefined {
  for (const relation of relations) {
    const meta = isObject(relation.meta) ? relation.meta : {};
    if (relation.collection === collection && relation.field === field) {
      const one = textOf(relation.related_collection);
      if (one !== undefined) return { collection: one };
      return { namedBy: textOf(meta.one_collection_field) };
    }
    if (relation.related_collection === collection && meta.one_field === field) {
      return { collection: asText(relation.collection) };
    }
  }
  return undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
