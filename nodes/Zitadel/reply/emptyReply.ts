import type { Json, JsonObject } from '../../shared/json';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';

/** What a field that is left out stands for, by its scalar type; numbers of 64 bits are text, as in a reply. */
const ZERO: Record<string, Json> = {
  bool: false,
  string: '',
  bytes: '',
  int32: 0,
  uint32: 0,
  int64: '0',
  uint64: '0',
  float: 0,
  double: 0,
};

/**
 * What is put out for a reply without content, so that the item says something: replies leave out what is false, empty
 * or zero, which is then written out; a method that answers nothing at all has succeeded.
 *
 * @param method name in lowerCamelCase
 * @returns the reply itself where it has content
 */
export function withContent(service: ServiceDescription, method: string, reply: JsonObject): JsonObject {
  if (Object.keys(reply).length > 0) return reply;
  const types = service.messages[service.methods[method]?.response ?? ''] ?? {};
  const filled: JsonObject = {};
  for (const [field, type] of Object.entries(types)) {
    const zero = splitType(type).repeated ? [] : ZERO[type];
    if (zero !== undefined) filled[field] = zero;
  }
  return Object.keys(filled).length > 0 ? filled : { success: true };
}
