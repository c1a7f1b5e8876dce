import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { detailsOfReply, detailsOfStatus } from '../../../nodes/Zitadel/reply/errorDetails';
import type { Json } from '../../../nodes/shared/json';

/** As recorded for a wrong password. */
const TYPE = 'zitadel.v1.CredentialsCheckError';
const VALUE = 'Cg1DT01NQU5ELTNNMGZzEhNQYXNzd29yZCBpcyBpbnZhbGlkGAE';
const DETAILS = { id: 'COMMAND-3M0fs', message: 'Password is invalid', failedAttempts: 1 };

/** A google.rpc.Status with one detail. */
function statusOf(type: string, value: string): Uint8Array {
  const writer = new BinaryWriter().uint32(8).int32(3).uint32(18).string('Password is invalid');
  writer.uint32(26).fork();
  writer.uint32(10).string(`type.googleapis.com/${type}`).uint32(18).bytes(Buffer.from(value, 'base64'));
  return writer.join().finish();
}

describe('the details of an error', () => {
  test('are the same out of gRPC, Connect and REST', async () => {
    expect(await detailsOfStatus(statusOf(TYPE, VALUE))).toEqual(DETAILS);
    expect(await detailsOfReply([{ type: TYPE, value: VALUE, debug: {} }])).toEqual(DETAILS);
    const rest = [{ '@type': `type.googleapis.com/${TYPE}`, ...DETAILS }];
    expect(await detailsOfReply(rest)).toEqual(DETAILS);
  });

  test('are none where there are none, or only those of others', async () => {
    expect(await detailsOfReply(undefined)).toEqual({});
    expect(await detailsOfReply('text')).toEqual({});
    const others: Json[] = [
      { '@type': 'type.googleapis.com/google.rpc.DebugInfo', detail: 'a stack' },
      { type: 'google.rpc.DebugInfo', value: VALUE },
      null,
    ];
    expect(await detailsOfReply(others)).toEqual({});
    expect(await detailsOfStatus(statusOf('google.rpc.DebugInfo', VALUE))).toEqual({});
    expect(await detailsOfStatus(new Uint8Array())).toEqual({});
  });
});
