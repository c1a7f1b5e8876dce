import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import type { Exchange, Json, JsonObject } from './recording';
import { findMethod } from './services';

/** What a server answered: the status of the transport, and what came with it. */
export interface Answer {
  status: number;
  message?: string;
  details?: JsonObject[];
  json?: Json;
}

/** Calls a method over gRPC. */
export async function callGrpc(
  client: Client,
  service: string,
  methodName: string,
  request: JsonObject,
  headers: Record<string, string>,
): Promise<Answer> {
  const method = await findMethod(service, methodName);
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return await new Promise((resolve) => {
    client.makeUnaryRequest(
      method.path,
      (json: JsonObject) => method.encodeRequest(json),
      (bytes) => method.decodeReply(bytes),
      request,
      metadata,
      (error, json) => resolve(error ? readError(error) : { status: 0, json }),
    );
  });
}

/** Sends a request of Connect or REST. */
export async function callHttp(
  url: string,
  exchange: Pick<Exchange, 'verb' | 'path' | 'body'>,
  headers: Record<string, string>,
): Promise<Answer> {
  const hasBody = exchange.body !== undefined;
  const response = await fetch(url + (exchange.path ?? ''), {
    method: exchange.verb,
    // A kept connection may be closed by the server in the very moment that the next request goes out.
    headers: { connection: 'close', ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    body: hasBody ? JSON.stringify(exchange.body) : undefined,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, json: isJson ? (JSON.parse(text) as Json) : text };
}

/** A gRPC client of a server given by its URL. */
export function connectGrpc(url: string): Client {
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === 'https:';
  const target = `${hostname}:${port || (isTls ? 443 : 80)}`;
  return new Client(target, isTls ? credentials.createSsl() : credentials.createInsecure());
}

function readError(error: ServiceError): Answer {
  const [status] = error.metadata.get('grpc-status-details-bin');
  const details = status instanceof Buffer ? readFields(status).filter(isDetail).map(readDetail) : [];
  return { status: error.code, message: error.details, details: details.length > 0 ? details : undefined };
}

type Field = [number, Uint8Array | number];

// In google.rpc.Status the details are field 3, each a google.protobuf.Any: type and bytes.
function isDetail([field]: Field): boolean {
  return field === 3;
}

function readDetail([, bytes]: Field): JsonObject {
  const packed = new Map(bytes instanceof Uint8Array ? readFields(bytes) : []);
  const value = packed.get(2);
  const detail = new Map(value instanceof Uint8Array ? readFields(value) : []);
  const failedAttempts = detail.get(3);
  return {
    '@type': readText(packed.get(1)),
    id: readText(detail.get(1)),
    message: readText(detail.get(2)),
    ...(typeof failedAttempts === 'number' ? { failedAttempts } : {}),
  };
}

function readFields(bytes: Uint8Array): Field[] {
  const reader = new BinaryReader(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    fields.push([field, wireType === WireType.LengthDelimited ? reader.bytes() : reader.int32()]);
  }
  return fields;
}

function readText(value: Uint8Array | number | undefined): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
}
