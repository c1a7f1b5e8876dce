import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** A message's codec, as the package generates it. */
interface Codec {
  decode(bytes: Uint8Array): unknown;
  toJSON(message: unknown): unknown;
}

/**
 * What an error of gRPC says beyond its message.
 *
 * @param status the trailer "grpc-status-details-bin": a google.rpc.Status
 * @returns fields by name, e.g. `{ id, message, failedAttempts }`; none where there is nothing that can be read
 */
export async function detailsOfStatus(status: Uint8Array): Promise<JsonObject> {
  const { BinaryReader, WireType } = await import('@bufbuild/protobuf/wire');
  /** The fields of a message that are messages, texts or bytes, with their numbers. */
  const fieldsOf = (bytes: Uint8Array): Array<[number, Uint8Array]> => {
    const reader = new BinaryReader(bytes);
    const fields: Array<[number, Uint8Array]> = [];
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      if (wireType === WireType.LengthDelimited) fields.push([number, reader.bytes()]);
      else reader.skip(wireType, number);
    }
    return fields;
  };
  const found: JsonObject = {};
  for (const [, any] of fieldsOf(status).filter(([number]) => number === 3)) {
    const parts = new Map(fieldsOf(any));
    const type = Buffer.from(parts.get(1) ?? []).toString();
    Object.assign(found, await decode(type, parts.get(2) ?? new Uint8Array()));
  }
  return found;
}

/**
 * As `detailsOfStatus`, for the "details" of an error over HTTP/JSON: REST has them as JSON, Connect as base64 of the
 * message.
 */
export async function detailsOfReply(details: Json | undefined): Promise<JsonObject> {
  const found: JsonObject = {};
  for (const detail of Array.isArray(details) ? details.filter(isObject) : []) {
    const { '@type': type, ...fields } = detail;
    const isConnect = type === undefined && typeof detail.value === 'string';
    if (isConnect) {
      Object.assign(found, await decode(asText(detail.type), Buffer.from(asText(detail.value), 'base64')));
    } else if (nameOf(asText(type)) !== undefined) Object.assign(found, fields);
  }
  return found;
}

async function decode(type: string, bytes: Uint8Array): Promise<JsonObject> {
  const name = nameOf(type) ?? '';
  const codecs = (await import('@zitadel/node/dist/api/generated/zitadel/message.js')) as unknown as Record<
    string,
    Codec
  >;
  const codec = codecs[name];
  return codec === undefined ? {} : (codec.toJSON(codec.decode(bytes)) as JsonObject);
}

/** Name of a message of Zitadel's own: what others put into an error on its way may be anything. */
function nameOf(type: string): string | undefined {
  return /(?:^|\/)zitadel\.v1\.([A-Za-z]+)$/.exec(type)?.[1];
}

/** A refusal with the details of the server, of which ID and message are part of it anyway. */
export function withDetails(error: unknown, { id, message: _, ...details }: JsonObject): unknown {
  if (!(error instanceof ServiceError)) return error;
  return new ServiceError({
    ...error.refusal,
    ...(typeof id === 'string' && { id }),
    ...(Object.keys(details).length > 0 && { details }),
  });
}
