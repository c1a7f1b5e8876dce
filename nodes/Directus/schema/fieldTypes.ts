import type { Json } from '../../shared/json';
import { asText, isObject, parseJson } from '../../shared/parse';
import type { Clock } from './clock';
import { hasZone, momentFor } from './moments';

/** What a value is read with. */
export interface Reading {
  /** Name of the field, for an error about JSON text. */
  path: string;
  clock: Clock;
}

/** What a field of one of Directus' types takes. Not every database refuses what it cannot hold. */
export interface FieldType {
  /** In words, after "expected". */
  is: string;
  /** What to write instead. */
  remedy: string;
  /** The value as it is sent; undefined where the field cannot hold it. Never called with null. */
  read(value: Json, reading: Reading): Json | undefined;
}

const NUMBER = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;
const WHOLE = /^\s*[-+]?\d+\s*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHAPES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
];
const OR_NULL = 'or null to empty the field';

const TEXT: FieldType = {
  is: 'text',
  remedy: 'Write text; an object or a list must first be made into text, e.g. with JSON.stringify().',
  read: (value) => {
    // As a number SQLite would store "4915112345678.0", and true as "1".
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' ? value : undefined;
  },
};

const WHOLE_NUMBER: FieldType = {
  is: 'a whole number',
  remedy: `Write a whole number, ${OR_NULL}.`,
  read: (value) => {
    if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
    if (typeof value !== 'string') return undefined;
    if (WHOLE.test(value)) return isOf64Bits(value) ? value : undefined;
    return NUMBER.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  },
};

const ANY_NUMBER: FieldType = {
  is: 'a number',
  remedy: `Write a number, ${OR_NULL}.`,
  read: (value) => {
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    return typeof value === 'string' && NUMBER.test(value) && Number.isFinite(Number(value))
      ? value
      : undefined;
  },
};

const BOOLEAN: FieldType = {
  is: 'true or false',
  remedy: `Write true or false, ${OR_NULL}.`,
  read: (value) => {
    const text = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
    if (text === 'true' || text === '1') return true;
    return text === 'false' || text === '0' ? false : undefined;
  },
};

const JSON_VALUE: FieldType = {
  is: 'JSON',
  remedy: 'Write an object, a list or JSON text.',
  read: (value, { path }) => {
    const content = parseJson(path, value);
    if (typeof content === 'object') return content;
    // Only text reaches the database as the JSON that it is: SQLite would store true as 1.
    return typeof value === 'string' ? value : JSON.stringify(value);
  },
};

const CSV: FieldType = {
  is: 'a list of texts without commas',
  remedy: 'Write a list of texts, e.g. ["red", "blue"]; Directus keeps commas between the entries.',
  read: (value, { path }) => {
    if (typeof value === 'string' && !value.trim().startsWith('[')) return value;
    if (typeof value === 'number') return String(value);
    const list = parseJson(path, value);
    const isEntry = (entry: Json): boolean =>
      typeof entry === 'number' || (typeof entry === 'string' && !entry.includes(','));
    return Array.isArray(list) && list.every(isEntry) ? list : undefined;
  },
};

/** Whether a database can hold a whole number: beyond that SQLite keeps another one. */
function isOf64Bits(text: string): boolean {
  const number = BigInt(text.trim().replace('+', ''));
  return BigInt.asIntN(64, number) === number;
}

/** A shape; one of a certain kind where the type names it, as "geometry.Point". */
function geometry(shape: string | undefined): FieldType {
  return {
    is: `a GeoJSON ${shape ?? 'geometry'}`,
    remedy: `Write {"type": "${shape ?? 'Point'}", "coordinates": […]}.`,
    read: (value, { path }) => {
      const content = parseJson(path, value);
      if (!isObject(content) || !SHAPES.includes(asText(content.type))) return undefined;
      const parts = content.type === 'GeometryCollection' ? content.geometries : content.coordinates;
      const fits = shape === undefined || shape === content.type;
      return fits && Array.isArray(parts) ? content : undefined;
    },
  };
}

function moment(type: string, is: string, example: string): FieldType {
  return {
    is,
    remedy: `Write e.g. "${example}", ${OR_NULL}.`,
    read: (value, { clock }) => (typeof value === 'string' ? momentFor(type, value, clock.zone) : undefined),
  };
}

const DATE_TIME = moment('dateTime', 'a date and time that exist', '2026-01-31T14:30:00');

const TIMESTAMP = moment('timestamp', 'a date and time that exist', '2026-01-31T14:30:00Z');

const TYPES: Readonly<Record<string, FieldType>> = {
  bigInteger: WHOLE_NUMBER,
  boolean: BOOLEAN,
  csv: CSV,
  date: moment('date', 'a day that exists', '2026-01-31'),
  dateTime: DATE_TIME,
  decimal: ANY_NUMBER,
  float: ANY_NUMBER,
  hash: TEXT,
  integer: WHOLE_NUMBER,
  json: JSON_VALUE,
  serverTime: {
    ...TIMESTAMP,
    // Without a zone it is what Directus gave, and stays so.
    read: (value, reading) =>
      (typeof value === 'string' && !hasZone(value) ? DATE_TIME : TIMESTAMP).read(value, reading),
  },
  string: TEXT,
  text: TEXT,
  time: moment('time', 'a time of day', '14:30:00'),
  timestamp: TIMESTAMP,
  uuid: {
    is: 'a uuid',
    remedy: `Write a uuid, e.g. "8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f", ${OR_NULL}.`,
    read: (value) => (typeof value === 'string' && UUID.test(value) ? value : undefined),
  },
};

/** What a field of a type takes; undefined for types of which nothing is known. */
export function fieldType(type: string): FieldType | undefined {
  const [kind, shape] = type.split('.');
  return kind === 'geometry' ? geometry(shape) : TYPES[type];
}
