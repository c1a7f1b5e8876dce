import type { Json } from './recording';

// The package writes a Duration as seconds and nanos, everyone else as "10s". Which objects are durations shows only
// in the message, so both functions walk the message and its JSON together.

type Convert = (duration: Duration, json: Json) => Json;

interface Duration {
  seconds: { toString(): string };
  nanos: number;
}

/** JSON for the package's `fromJSON`, with the durations as it wants them. */
export function durationsFromText(message: object, json: Json): Json {
  return walk(message, json, (_, text) => {
    const [seconds = '0', fraction = ''] = String(text).replace(/s$/, '').split('.');
    return { seconds, nanos: Number(fraction.padEnd(9, '0')) };
  });
}

/** What the package's `toJSON` made, with the durations as everyone else writes them. */
export function durationsToText(message: object, json: Json): Json {
  return walk(message, json, ({ seconds, nanos }) => {
    const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
    return `${seconds.toString()}${fraction}s`;
  });
}

function walk(message: unknown, json: Json, convert: Convert): Json {
  if (isDuration(message)) return convert(message, json);
  if (typeof json !== 'object' || json === null || typeof message !== 'object' || message === null)
    return json;
  const fields = message as Record<string, unknown>;
  if (Array.isArray(json)) return json.map((element, index) => walk(fields[index], element, convert));
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, walk(fields[name], value, convert)]),
  );
}

function isDuration(value: unknown): value is Duration {
  if (typeof value !== 'object' || value === null || !('seconds' in value) || !('nanos' in value))
    return false;
  return typeof value.seconds === 'object' && typeof value.nanos === 'number';
}
