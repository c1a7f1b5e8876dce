import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

import { runDirectus } from '../support/directus';
import { PROTECTED_TRANSPORTS } from '../support/protected-transports';
import { errorOf, failureOf, pairsOf, rowsOf } from '../support/results';
import { testServers } from '../support/servers';
import { closeStubs, startStub } from '../support/stub';
import { runZitadel, TRANSPORTS } from '../support/zitadel';

afterEach(closeStubs);

/** A port of 127.0.0.1 that nothing listens at. */
async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each(PROTECTED_TRANSPORTS)('a credential that leads nowhere, on $name', ({ kind, run }) => {
  test('a server that is down: says so, and what to check', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const error = errorOf(await run(url));
    expect(error.name).toBe('NodeApiError');
    expect(error.message).toContain(`Nothing listens at ${url}`);
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.description).toContain('that the server runs');
    expect(error.context?.itemIndex).toBe(0);
  });

  test('a server that is down fails each item by itself', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const result = await run(url, { items: 3, continueOnFail: true });
    expect(pairsOf(result)).toEqual([0, 1, 2]);
    expect(rowsOf(result).map((row) => failureOf(row)?.code)).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
      'ECONNREFUSED',
    ]);
  });

  test('a host that does not exist: says so', async () => {
    const error = errorOf(await run('http://no-such-host.invalid:8080'));
    expect(error.message).toMatch(/host of http:\/\/no-such-host\.invalid:8080 (is not known|could not be)/);
    expect(error.description).toContain('Check the URL');
  });

  test.each([
    ['', 'URL in the credential is empty'],
    ['not a url', 'URL in the credential is malformed: "not a url"'],
    ['ftp://127.0.0.1', 'URL in the credential must begin with https:// or http://'],
    ['http://ada:pass@127.0.0.1', 'URL in the credential holds a user name or password'],
  ])('the URL "%s": is refused with what is wrong in it', async (url, message) => {
    const error = errorOf(await run(url));
    expect(error.name).toBe('NodeOperationError');
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('pass@');
  });

  test('a token that is empty is refused before anything is sent', async () => {
    const stub = await startStub({ kind });
    const error = errorOf(await run(stub.url, { credential: { token: ' ' } }));
    expect(error.message).toBe('Token in the credential is empty');
    expect(stub.connections).toBe(0);
  });

  test('a URL with a slash at its end leads to the same place', async () => {
    const stub = await startStub({ kind });
    expect(rowsOf(await run(`${stub.url}/`))).toHaveLength(1);
    expect(stub.requests[0]?.path).not.toContain('//');
  });
});

test('gRPC to a port that does not speak it points to HTTP/JSON', async () => {
  const stub = await startStub({ kind: 'rest' });
  const run = { operation: 'getUserByID', json: { userId: '1' }, credential: { url: stub.url } };
  const error = errorOf(await runZitadel({ ...run, transport: 'grpc' }));
  expect(error.message).toContain('does not answer gRPC');
  expect(error.description).toContain('HTTP/JSON');
});

test.each(TRANSPORTS)(
  'the address of Directus in a Zitadel credential is noticed over %s',
  async (transport) => {
    const credential = { url: testServers().directus.url };
    const run = { operation: 'getUserByID', json: { userId: '1' }, credential, transport };
    const error = errorOf(await runZitadel(run));
    expect(error.message).toMatch(
      /does not answer gRPC|did not answer as Zitadel does|is not Zitadel itself/,
    );
  },
);

test('the address of Zitadel in a Directus credential is noticed', async () => {
  const credential = { url: testServers().zitadel.url };
  const error = errorOf(await runDirectus({ operation: 'getCurrent', credential }));
  expect(error.message).toContain('did not answer as Directus does');
  expect(error.description).toContain('the address of Directus');
});
