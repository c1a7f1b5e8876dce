export type Json = null | string | number | boolean | Json[] | JsonObject;
export interface JsonObject {
  [field: string]: Json | undefined;
}

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field; an absent one is the empty text, as in proto3. */
export function text(object: JsonObject, field: string): string {
  const value = object[field];
  return typeof value === 'string' ? value : '';
}

/** A text field, or undefined when it is absent or empty. */
export function textOrNothing(object: JsonObject, field: string): string | undefined {
  return text(object, field) || undefined;
}

/** A boolean field; an absent one is false. */
export function flag(object: JsonObject, field: string): boolean {
  return object[field] === true;
}

/** A number field, also when it is written as text (uint64); an absent one is 0. */
export function count(object: JsonObject, field: string): number {
  return Number(object[field] ?? 0);
}

/** A message field, or undefined when it is absent. */
export function child(object: JsonObject, field: string): JsonObject | undefined {
  const value = object[field];
  return isObject(value) ? value : undefined;
}

/** The elements of a repeated field; an absent one has none. */
export function list(object: JsonObject, field: string): Json[] {
  const value = object[field];
  return Array.isArray(value) ? value : [];
}

/** The texts of a repeated field. */
export function texts(object: JsonObject, field: string): string[] {
  return list(object, field).filter((value) => typeof value === 'string');
}

/** The messages of a repeated field. */
export function children(object: JsonObject, field: string): JsonObject[] {
  return list(object, field).filter(isObject);
}
