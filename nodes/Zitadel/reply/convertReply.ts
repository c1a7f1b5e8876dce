import { isUtf8 } from 'node:buffer';

import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';

const DURATION = 'google.protobuf.Duration';
const TIMESTAMP = 'google.protobuf.Timestamp';

/** Changes a leaf of a well-known type; the others stay. */
type Leaf = (value: Json) => Json;

/**
 * A reply in the form that both transports share: Timestamps in ISO to the millisecond, Durations as "10s".
 *
 * @param message full name of the reply's message
 * @param reply proto3 JSON from the server, or what the package's `toJSON` gave
 */
export function convertReply(service: ServiceDescription, message: string, reply: JsonObject): JsonObject {
  return walk(service, message, reply, { [TIMESTAMP]: toMilliseconds, [DURATION]: toDurationText });
}

/**
 * A reply with its bytes as the text that they are; bytes that are no text stay base64.
 *
 * @param message full name of the reply's message
 */
export function decodeBytes(service: ServiceDescription, message: string, reply: JsonObject): JsonObject {
  return walk(service, message, reply, { bytes: toText });
}

/**
 * A checked request in the form that the package's `fromJSON` takes: Durations as seconds and nanos, which it needs
 * and otherwise drops.
 */
export function toPackageForm(service: ServiceDescription, message: string, request: JsonObject): JsonObject {
  return walk(service, message, request, { [DURATION]: toSecondsAndNanos });
}

function walk(
  service: ServiceDescription,
  message: string,
  value: JsonObject,
  leaves: Record<string, Leaf>,
): JsonObject {
  const types = service.messages[message] ?? {};
  const convert = (type: string, content: Json): Json => {
    const { name } = splitType(type);
    const leaf = leaves[name];
    if (leaf !== undefined) return leaf(content);
    if (service.messages[name] === undefined || !isObject(content)) return content;
    return walk(service, name, content, leaves);
  };
  const entries = Object.entries(value).map(([field, content]): [string, Json] => {
    const type = types[field];
    if (type === undefined) return [field, content];
    const { repeated, map } = splitType(type);
    if (repeated && Array.isArray(content)) return [field, content.map((entry) => convert(type, entry))];
    if (map && isObject(content)) {
      const values = Object.entries(content).map(([key, entry]) => [key, convert(type, entry)]);
      return [field, Object.fromEntries(values) as JsonObject];
    }
    return [field, convert(type, content)];
  });
  return Object.fromEntries(entries);
}

function toText(value: Json): Json {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}

function toMilliseconds(value: Json): Json {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? value : new Date(time).toISOString();
}

function toDurationText(value: Json): Json {
  if (typeof value === 'string') return durationText(toSecondsAndNanos(value));
  return durationText(value);
}

function durationText(value: Json): Json {
  if (!isObject(value)) return value;
  const { seconds = 0, nanos = 0 } = value;
  const whole = BigInt(asText(seconds)) * 1_000_000_000n + BigInt(asText(nanos));
  const sign = whole < 0n ? '-' : '';
  const size = whole < 0n ? -whole : whole;
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / 1_000_000_000n}${fraction === '' ? '' : `.${fraction}`}s`;
}

function toSecondsAndNanos(value: Json): Json {
  const parts = typeof value === 'string' ? /^(-?)([0-9]+)(?:\.([0-9]{1,9}))?s$/.exec(value) : null;
  if (parts === null) return value;
  const [, sign = '', seconds = '0', fraction = ''] = parts;
  const nanos = Number(fraction.padEnd(9, '0'));
  return { seconds: `${sign}${seconds}`, nanos: sign === '-' ? -nanos : nanos };
}
