import { BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  Metadata,
  Server,
  type MethodDefinition,
  type ServerUnaryCall,
  type sendUnaryData,
} from '@grpc/grpc-js';
import type { Method } from './definitions';
import { dispatch } from './dispatcher';
import { asZitadelError, statuses, type ZitadelError } from './errors';
import { fromProtoJson, toProtoJson } from './json';
import type { State } from './state';

/**
 * A gRPC server with every method of the package; those without a row answer UNIMPLEMENTED.
 *
 * @param lacked methods that the release does not have
 * @param services those that it has
 */
export function createGrpcServer(
  state: State,
  methods: readonly Method[],
  lacked: readonly Method[],
  services: ReadonlySet<string>,
): Server {
  const server = new Server();
  for (const method of methods) {
    server.addService(
      { [method.name]: definition(method) },
      {
        [method.name]: (call: ServerUnaryCall<object, object>, reply: sendUnaryData<object>) =>
          void answer(state, method, call, reply),
      },
    );
  }
  for (const method of lacked) {
    const { service, name } = method;
    const details = services.has(service)
      ? `unknown method ${name} for service ${service}`
      : `unknown service ${service}`;
    server.addService(
      { [name]: definition(method) },
      {
        [name]: (_: ServerUnaryCall<object, object>, reply: sendUnaryData<object>) =>
          reply({ code: statuses.unimplemented.code, details }),
      },
    );
  }
  return server;
}

function definition(method: Method): MethodDefinition<object, object> {
  return {
    path: `/${method.key}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: object) => Buffer.from(method.request.encode(message).finish()),
    requestDeserialize: (bytes: Buffer) => method.request.decode(bytes),
    responseSerialize: (message: object) => Buffer.from(method.response.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => method.response.decode(bytes),
  };
}

async function answer(
  state: State,
  method: Method,
  call: ServerUnaryCall<object, object>,
  reply: sendUnaryData<object>,
): Promise<void> {
  try {
    const json = await dispatch(state, {
      method,
      request: toProtoJson(method.request, call.request),
      headers: (name) => call.metadata.get(name)[0]?.toString(),
      host: call.getHost(),
    });
    reply(null, fromProtoJson(method.response, json));
  } catch (error) {
    refuse(asZitadelError(error), reply);
  }
}

function refuse(error: ZitadelError, reply: sendUnaryData<object>): void {
  const { code } = statuses[error.status];
  const metadata = new Metadata();
  if (error.detail) metadata.set('grpc-status-details-bin', Buffer.from(statusBytes(code, error)));
  reply({ code, details: error.message, metadata });
}

// google.rpc.Status with one google.protobuf.Any in it.
function statusBytes(code: number, error: ZitadelError): Uint8Array {
  const writer = new BinaryWriter().uint32(8).int32(code).uint32(18).string(error.message);
  const { detail } = error;
  if (detail) {
    writer.uint32(26).fork();
    writer.uint32(10).string(`type.googleapis.com/${detail.type}`).uint32(18).bytes(detail.bytes);
    writer.join();
  }
  return writer.finish();
}
