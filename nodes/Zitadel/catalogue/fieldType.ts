/** A field's type, taken apart. */
export interface FieldType {
  /** Scalar, or full name of a message or enum; of a map, the values'. */
  name: string;
  repeated: boolean;
  map: boolean;
}

const cache = new Map<string, FieldType>();

/**
 * Takes a catalogue type apart.
 *
 * @param type proto syntax, e.g. "repeated zitadel.user.v2.SearchQuery" or "map<string, bytes>"
 */
export function splitType(type: string): FieldType {
  let split = cache.get(type);
  if (split === undefined) {
    const map = /^map<[^,]+, *(.+)>$/.exec(type);
    split = {
      name: map?.[1] ?? type.replace(/^(optional|repeated) /, ''),
      repeated: type.startsWith('repeated '),
      map: map !== null,
    };
    cache.set(type, split);
  }
  return split;
}
