import type { Catalogue } from '../../nodes/Zitadel/catalogue/types';

interface Native {
  /** JSON that only this type gives back unchanged, or nearly so. */
  sample: unknown;
  /** What the package decodes it to. */
  native: string;
  /** Whether a message without it has `undefined` there, not a zero value. */
  startsWithoutValue?: boolean;
}

const NATIVES: Readonly<Record<string, Native>> = {
  string: { sample: 'Zürich ✓', native: 'string' },
  bool: { sample: true, native: 'boolean' },
  int32: { sample: -2147483648, native: 'number' },
  uint32: { sample: 4294967295, native: 'number' },
  float: { sample: -1.5, native: 'number' },
  double: { sample: 0.1, native: 'number' },
  int64: { sample: '-9223372036854775808', native: 'long' },
  // The package's fromJSON reads a uint64 as signed: this is the largest that it can send.
  uint64: { sample: '9223372036854775807', native: 'unsigned long' },
  bytes: { sample: Buffer.from([0, 255, 128, 10, 13, 1]).toString('base64'), native: 'bytes' },
  'google.protobuf.Timestamp': {
    sample: '2026-07-10T09:08:07.654Z',
    native: 'date',
    startsWithoutValue: true,
  },
  // ts-proto's own form of a Duration; proto3 JSON would be "3.000000005s".
  'google.protobuf.Duration': {
    sample: { seconds: '3', nanos: 5 },
    native: 'object',
    startsWithoutValue: true,
  },
  'google.protobuf.Struct': {
    sample: { text: 'a', number: 1.5, list: [1, 'b', null], nested: { yes: true } },
    native: 'object',
    startsWithoutValue: true,
  },
};

/** Deep enough to have a message in a message in a message; a deeper one stays empty. */
const DEPTH = 2;

/** What the tests need to know of a field's type. */
export function fieldType(
  catalogue: Catalogue,
  type: string,
): { native: string; startsWithoutValue: boolean; known: boolean } {
  const { container, single } = split(type);
  const enumeration = catalogue.enums[single] && 'number';
  const message = catalogue.messages[single] && 'object';
  const native = NATIVES[single]?.native ?? enumeration ?? message ?? 'unknown';
  const startsWithoutValue = NATIVES[single]?.startsWithoutValue ?? message !== undefined;
  return {
    native: container === 'list' ? `list of ${native}` : container === 'map' ? 'object' : native,
    startsWithoutValue: container === undefined && startsWithoutValue,
    known: native !== 'unknown',
  };
}

/** JSON of a message with all of its fields, made from nothing but the catalogue. */
export function sampleOf(catalogue: Catalogue, message: string, depth = DEPTH): Record<string, unknown> {
  const fields = Object.entries(catalogue.messages[message] ?? {});
  return Object.fromEntries(fields.map(([name, type]) => [name, sampleOfType(catalogue, type, depth)]));
}

function sampleOfType(catalogue: Catalogue, type: string, depth: number): unknown {
  const { container, single } = split(type);
  if (type === single && catalogue.enums[single]?.length === 1) return undefined; // Its zero value is never written.
  const sample = sampleOfSingle(catalogue, single, depth);
  if (container === 'list') return [sample, sample];
  return container === 'map' ? { first: sample, 'second.key': sample } : sample;
}

function sampleOfSingle(catalogue: Catalogue, type: string, depth: number): unknown {
  const values = catalogue.enums[type];
  if (values) return values.at(-1);
  if (catalogue.messages[type]) return depth === 0 ? {} : sampleOf(catalogue, type, depth - 1);
  return NATIVES[type]?.sample;
}

function split(type: string): { container?: 'list' | 'map'; single: string } {
  if (type.startsWith('repeated ')) return { container: 'list', single: type.slice('repeated '.length) };
  const map = /^map<string, (.*)>$/.exec(type);
  return map?.[1] ? { container: 'map', single: map[1] } : { single: type.replace(/^optional /, '') };
}
