import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';
import { unique } from '../../../support/unique';

const own = new OwnDirectus();

beforeAll(async () => {
  await own.collection('articles', [{ field: 'title', type: 'string' }]);
});

/** Without a licence five flows may be active. */
afterEach(async () => {
  const flows = await own.arrange<IDataObject[]>('GET', '/flows?fields=id&limit=-1');
  for (const { id } of flows) await own.arrange('DELETE', `/flows/${String(id)}`);
});

/** Makes a flow of one operation, which returns what `json` says. */
async function make(flow: IDataObject, json: unknown = { ran: true }): Promise<string> {
  const { id } = await own.arrange('POST', '/flows', { name: unique(), status: 'inactive', ...flow });
  const step = await own.arrange('POST', '/operations', {
    flow: id,
    key: 'answer',
    type: 'transform',
    position_x: 19,
    position_y: 1,
    options: { json: JSON.stringify(json) },
  });
  await own.arrange('PATCH', `/flows/${String(id)}`, { status: 'active', ...flow, operation: step.id });
  await own.arrange('GET', `/flows/${String(id)}`);
  return String(id);
}

const webhook = (method: string, more: IDataObject = {}): IDataObject => ({
  trigger: 'webhook',
  options: { method, return: '$last' },
  ...more,
});
const manual = { trigger: 'manual', options: { collections: ['articles'] } };

const trigger = async (json: IDataObject, credential?: IDataObject): ReturnType<OwnDirectus['run']> =>
  await own.run({ resource: 'flows', operation: 'trigger', json, credential });

test.each<[string, IDataObject, IDataObject, RegExp, RegExp]>([
  ['an inactive flow', webhook('POST', { status: 'inactive' }), {}, /not active/, /status to active/],
  ['GET where POST is wanted', webhook('POST'), { method: 'GET' }, /POST, not GET/, /method POST/],
  ['POST where GET is wanted', webhook('GET'), {}, /GET, not POST/, /method GET/],
  ['a flow of an event', { trigger: 'event', options: {} }, {}, /trigger event/, /webhook/],
  ['GET for a manual flow', manual, { method: 'GET' }, /manual.*POST/, /method POST/],
  ['a manual flow without a collection', manual, {}, /collection in data/, /"collection": "articles"/],
  [
    'a manual flow of another collection',
    manual,
    { data: { collection: 'books', keys: ['1'] } },
    /not for the collection "books"/,
    /articles/,
  ],
  [
    'a manual flow without keys',
    manual,
    { data: { collection: 'articles' } },
    /needs keys/,
    /"keys": \["1"\]/,
  ],
  [
    'a manual flow with no keys',
    manual,
    { data: { collection: 'articles', keys: [] } },
    /needs keys/,
    /"keys": \["1"\]/,
  ],
])('%s is said, with what to do', async (_, flow, request, message, remedy) => {
  const error = errorOf(await trigger({ id: await make(flow), ...request }));
  expect(error.message).toMatch(message);
  expect(error.description).toMatch(remedy);
});

test('a flow that does not exist, or may not be seen, is said', async () => {
  const unknown = { id: '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f' };
  expect(errorOf(await trigger(unknown)).message).toMatch(/no such flow/);
  const id = await make(webhook('GET'));
  const { message, description } = errorOf(await trigger({ id }, { token: await own.user([]) }));
  expect(message).toMatch(/may not read it/);
  expect(description).toMatch(/active.*method/);
  expect(errorOf(await trigger({ id: 'no-uuid' })).message).toMatch(/id: expected a uuid/);
});

test('a manual flow runs with its collection and keys', async () => {
  const data = { collection: 'articles', keys: ['1'] };
  expect(rowOf(await trigger({ id: await make(manual), data }))).toEqual({ ran: true });
});

test.each<[unknown, IDataObject[]]>([
  [[], [{ value: [] }]],
  ['words', [{ value: 'words' }]],
  [7, [{ value: 7 }]],
  [true, [{ value: true }]],
  [
    ['a', { b: 1 }],
    [{ value: 'a' }, { b: 1 }],
  ],
  [{ zero: 0, no: false, empty: '' }, [{ zero: 0, no: false, empty: '' }]],
  // Directus itself sends nothing for these.
  [0, [{ triggered: true }]],
  [false, [{ triggered: true }]],
  ['', [{ triggered: true }]],
])('the result %j arrives', async (json, rows) => {
  expect(rowsOf(await trigger({ id: await make(webhook('POST'), json) }))).toEqual(rows);
});

test.each<[string, string, unknown]>([
  ['text/html', '<p>done</p>', '<p>done</p>'],
  ['application/json', '0', 0],
  ['application/json', 'false', false],
  ['application/json', 'null', null],
])('a reply of %s that holds %s arrives', async (type, reply, value) => {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': type }).end(reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await trigger({ id: '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f' }, { url });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(rowOf(result)).toEqual({ value });
});

test.each(['GET', 'POST'])(
  'a flow that takes too long is started once by %s, and says so',
  async (method) => {
    const id = await make(webhook(method));
    const sleep = await own.arrange('POST', '/operations', {
      flow: id,
      key: 'sleep',
      type: 'sleep',
      position_x: 1,
      position_y: 1,
      options: { milliseconds: 3000 },
    });
    const note = await own.arrange('POST', '/operations', {
      flow: id,
      key: 'note',
      type: 'item-create',
      position_x: 40,
      position_y: 1,
      options: { collection: 'articles', permissions: '$full', payload: { title: id } },
      resolve: sleep.id,
    });
    await own.arrange('PATCH', `/flows/${id}`, { operation: note.id });
    await own.arrange('GET', `/flows/${id}`);
    const { message, description } = errorOf(
      await own.run({
        resource: 'flows',
        operation: 'trigger',
        json: { id, method },
        settings: { options: { timeout: 1500 } },
      }),
    );
    expect(message).toMatch(/did not answer in time/);
    expect(description).toMatch(/Timeout.*asynchronous/);
    expect(await own.rows('articles', { filter: { title: { _eq: id } } })).toHaveLength(1);
  },
);
