import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** One REST address of a method (google.api.http). */
export interface HttpRule {
  verb: string;
  path: string;
  /** `*`, the request field that is the body, or nothing. */
  body: string;
}

/** What the proto says about a method besides its messages. */
export interface MethodOptions {
  http: HttpRule[];
  /** The permission asked for before the method runs; `authenticated` asks for a token only, none for nothing. */
  permission?: string;
  /** The request field that names the organization the permission is needed in. */
  organizationField?: string;
  /** The HTTP status of a success over REST. */
  success: number;
}

type RawOptions = Record<string, Uint8Array[]>;
type Fields = Map<number, (Uint8Array | number)[]>;

const HTTP = 578365826;
const AUTH_V1 = 400002;
const OPTIONS_V2 = 400010;

const verbs: Record<number, string> = { 2: 'GET', 3: 'PUT', 4: 'POST', 5: 'DELETE', 6: 'PATCH' };

/** Reads the options that the package keeps as raw bytes. */
export function readMethodOptions(raw: RawOptions): MethodOptions {
  const http = message(raw[HTTP]);
  const v2 = message(raw[OPTIONS_V2]);
  const auth = raw[AUTH_V1] ? message(raw[AUTH_V1]) : nested(v2, 1);
  return {
    http: http.size > 0 ? readHttpRules(http) : [],
    permission: string(auth, 1),
    organizationField: raw[OPTIONS_V2] ? string(auth, 3) : undefined,
    success: number(nested(v2, 2), 1) ?? 200,
  };
}

function readHttpRules(rule: Fields): HttpRule[] {
  const own = Object.entries(verbs).flatMap(([field, verb]) => {
    const path = string(rule, Number(field));
    return path === undefined ? [] : [{ verb, path, body: string(rule, 7) ?? '' }];
  });
  const additional = (rule.get(11) ?? []).filter((value) => typeof value !== 'number');
  return [...own, ...additional.flatMap((bytes) => readHttpRules(fields(bytes)))];
}

// An option's bytes start with its length.
function message(values: Uint8Array[] | undefined): Fields {
  const first = values?.[0];
  return first ? fields(new BinaryReader(first).bytes()) : (new Map() as Fields);
}

function fields(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const found: Fields = new Map();
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) {
      found.set(field, [...(found.get(field) ?? []), reader.bytes()]);
    } else if (wireType === WireType.Varint) {
      found.set(field, [...(found.get(field) ?? []), reader.uint32()]);
    } else {
      reader.skip(wireType);
    }
  }
  return found;
}

function nested(parent: Fields, field: number): Fields {
  const value = parent.get(field)?.[0];
  return value instanceof Uint8Array ? fields(value) : (new Map() as Fields);
}

function string(parent: Fields, field: number): string | undefined {
  const value = parent.get(field)?.[0];
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : undefined;
}

function number(parent: Fields, field: number): number | undefined {
  const value = parent.get(field)?.[0];
  return typeof value === 'number' ? value : undefined;
}
