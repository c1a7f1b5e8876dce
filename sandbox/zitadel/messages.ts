import type { MessageType } from './definitions';
import { isObject } from './json-object';

/** The type of a field in a message that is described here; in a list when it is repeated. */
export type FieldType = 'string' | 'int32' | 'bytes' | 'timestamp' | MessageType;
export type Shape = Record<string, FieldType | readonly [FieldType]>;

/** A message that the package does not have, by its JSON names. It has no wire form: gRPC cannot carry it. */
export function describeMessage(shape: Shape): MessageType {
  const fields = Object.entries(shape);
  return {
    fromJSON: (json) =>
      Object.fromEntries(fields.map(([name, type]) => [name, read(type, member(json, name))])),
    toJSON: (message) =>
      Object.fromEntries(fields.map(([name, type]) => [name, write(type, member(message, name))])),
    encode: noWireForm,
    decode: noWireForm,
  };
}

function read(type: Shape[string], json: unknown): unknown {
  if (isRepeated(type)) return Array.isArray(json) ? json.map((element) => read(type[0], element)) : [];
  switch (type) {
    case 'string':
      return String(json ?? '');
    case 'int32':
      return Number(json ?? 0);
    case 'bytes':
      return Buffer.from(String(json ?? ''), 'base64');
    case 'timestamp':
      return json === undefined ? undefined : new Date(String(json));
    default:
      return json === undefined ? undefined : type.fromJSON(json);
  }
}

// Zero values are left out.
function write(type: Shape[string], value: unknown): unknown {
  if (isRepeated(type)) {
    return Array.isArray(value) && value.length > 0
      ? value.map((element) => write(type[0], element))
      : undefined;
  }
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.length > 0 ? value.toString('base64') : undefined;
  if (typeof type === 'object' && typeof value === 'object' && value !== null) return type.toJSON(value);
  return value === '' || value === 0 ? undefined : value;
}

function isRepeated(type: Shape[string]): type is readonly [FieldType] {
  return Array.isArray(type);
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function noWireForm(): never {
  throw new Error('the package has no such message');
}
