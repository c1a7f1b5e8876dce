import type { INodeParameters } from 'n8n-workflow';

import { ask } from '../../recordings/admin-api';
import { startRecorder } from '../../support/recorder';
import { failureOf, pairsOf, rowsOf } from '../../support/results';
import { People, runZitadel, TRANSPORTS, zitadelServer } from '../../support/zitadel';
import type { NodeResult } from '../../support/engine';

const people = new People();
const UNKNOWN = '999999999999999999';

interface Asked {
  ids: string[];
  options: INodeParameters;
  transport?: 'grpc' | 'http';
  url?: string;
}

/** Reads users, also those that do not exist, which become errors of their items. */
async function read({ ids, options, transport = 'grpc', url }: Asked): Promise<NodeResult> {
  return await runZitadel({
    operation: 'getUserByID',
    transport,
    fields: { userId: '={{ $json.id }}' },
    items: ids.map((id) => ({ id })),
    settings: { options },
    continueOnFail: true,
    ...(url !== undefined && { credential: { url } }),
  });
}

/** People, of whom one is locked and one has a phone number and metadata, and the service user of the admin. */
async function various(): Promise<string[]> {
  const ids = await people.makeMany(3);
  const server = zitadelServer();
  await ask(server, 'POST', `/v2/users/${ids[1]}/lock`, {});
  await ask(server, 'POST', `/v2/users/${ids[2]}/phone`, { phone: '+41791234567', isVerified: true });
  const me = (await ask(server, 'GET', '/auth/v1/users/me')) as { user: { id: string } };
  return [...ids, me.user.id];
}

describe.each(TRANSPORTS)('Read in Batches over %s', (transport) => {
  test('gives the same items as reading one by one, errors, duplicates and order included', async () => {
    const [first = '', second = '', third = '', admin = ''] = await various();
    const ids = [third, UNKNOWN, first, '', admin, second, first, 'x'.repeat(201), UNKNOWN, 'no-id'];
    const alone = await read({ ids, transport, options: {} });
    const together = await read({ ids, transport, options: { readInBatches: true } });
    expect(rowsOf(together)).toEqual(rowsOf(alone));
    expect(pairsOf(together)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const codes = rowsOf(together).map((row) => failureOf(row)?.code);
    const [wrong, unknown] = ['INVALID_INPUT', 'NOT_FOUND'];
    expect(codes).toEqual([
      undefined,
      unknown,
      undefined,
      wrong,
      undefined,
      undefined,
      undefined,
      wrong,
      unknown,
      unknown,
    ]);
  });

  test('simplifies as reading one by one does', async () => {
    const ids = await people.makeMany(2);
    const run = (options: INodeParameters): Promise<NodeResult> =>
      runZitadel({
        operation: 'getUserByID',
        transport,
        fields: { userId: '={{ $json.id }}' },
        items: ids.map((id) => ({ id })),
        settings: { options, simplify: true },
      });
    expect(rowsOf(await run({ readInBatches: true }))).toEqual(rowsOf(await run({})));
  });
});

describe('the requests of Read in Batches', () => {
  const { url: target } = zitadelServer();

  async function pathsOf(ids: string[], options: INodeParameters): Promise<string[]> {
    const recorder = await startRecorder(target);
    try {
      await read({ ids, options, transport: 'http', url: recorder.url });
      return recorder.exchanges.map(({ path }) => path.replace(/.*\//, '')).sort();
    } finally {
      await recorder.close();
    }
  }

  test('are one list for many items, and one for each that the list lacks', async () => {
    const ids = await people.makeMany(4);
    expect(await pathsOf([...ids, ...ids], { readInBatches: true })).toEqual(['ListUsers']);
    const paths = await pathsOf([...ids, UNKNOWN, UNKNOWN], { readInBatches: true });
    expect(paths).toEqual(['GetUserByID', 'GetUserByID', 'ListUsers']);
  });

  test('are one each without it', async () => {
    const ids = await people.makeMany(2);
    expect(await pathsOf(ids, {})).toEqual(['GetUserByID', 'GetUserByID']);
  });
});
