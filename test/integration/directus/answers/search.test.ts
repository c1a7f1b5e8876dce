import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
const collection = 'words';
const COUNT = 400;
let firewall: Server;
let searches = 0;
let credential: { url: string };

/** Stands before Directus and refuses the SEARCH method as firewalls do. */
beforeAll(async () => {
  firewall = createServer((request, response) => {
    if (request.method === 'SEARCH') {
      searches++;
      response.writeHead(searches % 2 === 0 ? 403 : 405, { 'content-type': 'text/html' });
      response.end('<html>Not allowed</html>');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
      const body = chunks.length === 0 ? undefined : Buffer.concat(chunks);
      const headers = { authorization, 'content-type': type, connection: 'close' };
      void fetch(own.server.url + (request.url ?? ''), { method: request.method, headers, body }).then(
        async (answer) => {
          response.writeHead(answer.status, {
            'content-type': answer.headers.get('content-type') ?? 'text/plain',
          });
          response.end(await answer.text());
        },
      );
    });
  });
  await new Promise<void>((resolve) => firewall.listen(0, '127.0.0.1', resolve));
  credential = { url: `http://127.0.0.1:${(firewall.address() as AddressInfo).port}` };
  await own.collection(collection, [{ field: 'title', type: 'string' }], {
    field: 'id',
    type: 'uuid',
    meta: { special: ['uuid'] },
    schema: { is_primary_key: true },
  });
});

afterAll(async () => {
  await new Promise((resolve) => {
    firewall.close(resolve);
    firewall.closeAllConnections();
  });
});

test('a server behind a firewall that refuses SEARCH is read by GET, in parts that fit a URL', async () => {
  const items = Array.from({ length: COUNT }, (_, index) => ({ collection, data: { title: `t${index}` } }));
  const made = rowsOf(await own.run({ operation: 'create', items, credential }));
  expect(made).toHaveLength(COUNT);
  const keys = made.map(({ id }) => ({ collection, id }));
  const settings = { options: { batchSize: 400 } };
  expect(rowsOf(await own.run({ operation: 'get', items: keys, settings, credential }))).toEqual(made);
  expect(searches).toBe(1);
  const ids = made.map(({ id }) => id);
  rowsOf(
    await own.run({
      operation: 'updateMultiple',
      json: { collection, ids, data: { title: 'same' } },
      credential,
    }),
  );
  const upserted = rowOf(
    await own.run({
      operation: 'upsert',
      json: { collection, key: 'id', data: { id: ids[0], title: 'other' } },
      credential,
    }),
  );
  expect(upserted).toMatchObject({ id: ids[0], title: 'other' });
  rowsOf(await own.run({ operation: 'delete', items: keys, settings, credential }));
  expect(await own.rows(collection)).toEqual([]);
  expect(searches).toBe(1);
});

test('a filter too long for a URL says that SEARCH is refused', async () => {
  const query = {
    filter: { title: { _in: Array.from({ length: 900 }, (_, index) => `a long title ${index}`) } },
  };
  const error = errorOf(await own.run({ operation: 'list', json: { collection, query }, credential }));
  expect(error.message).toMatch(/SEARCH/);
});
