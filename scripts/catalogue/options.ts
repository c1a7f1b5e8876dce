import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { CatalogueHttp } from '../../nodes/Zitadel/catalogue/types';

type RawOptions = ReadonlyMap<string, Uint8Array>;
type RawMessage = Map<number, string | number>;

/** Tags of the length-delimited method options, as the package keys them. */
const OPENAPI_OPERATION = '8338';
const GOOGLE_API_HTTP = '578365826';

/** google.api.HttpRule. */
const VERBS: ReadonlyArray<readonly [number, string]> = [
  [2, 'GET'],
  [3, 'PUT'],
  [4, 'POST'],
  [5, 'DELETE'],
  [6, 'PATCH'],
];
const BODY = 7;
const RESPONSE_BODY = 12;

/** grpc.gateway.protoc_gen_openapiv2.options.Operation. */
const OPERATION_DEPRECATED = 11;

/** The `google.api.http` rule in a method's options; additional bindings are left out. */
export function httpRule(options: RawOptions, prefix: string): CatalogueHttp | undefined {
  const bytes = options.get(GOOGLE_API_HTTP);
  if (!bytes) return undefined;
  const rule = readMessage(bytes);
  const [number, verb] = VERBS.find(([field]) => rule.has(field)) ?? [];
  if (number === undefined || verb === undefined) throw new Error('A google.api.http rule without verb');
  if (rule.has(RESPONSE_BODY)) throw new Error('A google.api.http rule with response_body');
  const path =
    prefix +
    String(rule.get(number)).replace(/\{([^}=]+)(=[^}]*)?\}/g, (_, name: string) => `{${jsonName(name)}}`);
  const body = rule.get(BODY);
  return body === undefined ? { verb, path } : { verb, path, body: jsonName(String(body)) };
}

/** Whether the OpenAPI operation in a method's options says that it is deprecated. */
export function saysDeprecated(options: RawOptions): boolean {
  const bytes = options.get(OPENAPI_OPERATION);
  return bytes !== undefined && readMessage(bytes).get(OPERATION_DEPRECATED) === 1;
}

/** proto3's JSON name of a field. */
function jsonName(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Field number -> last value of a message that is preceded by its length: texts and numbers only. */
function readMessage(bytes: Uint8Array): RawMessage {
  const reader = new BinaryReader(bytes);
  const end = reader.uint32() + reader.pos;
  const values: RawMessage = new Map();
  while (reader.pos < end) {
    const [field, type] = reader.tag();
    if (type === WireType.LengthDelimited) values.set(field, reader.string());
    else if (type === WireType.Varint) values.set(field, reader.uint32());
    else reader.skip(type, field);
  }
  return values;
}
