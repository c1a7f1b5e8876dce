import { createServer, request as forward, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { startRecorder } from '../../support/recorder';
import { errorOf, rowOf, rowsOf, textAt } from '../../support/results';
import { startStandIn } from '../../support/stand-in';
import { unique } from '../../support/unique';
import { runZitadel, TRANSPORTS, zitadelServer } from '../../support/zitadel';

/** A reverse proxy that lets everything pass but the header with the organization. */
async function withoutOrganization(): Promise<{ url: string; server: Server }> {
  const { url } = zitadelServer();
  const server = createServer((incoming, outgoing) => {
    const { 'x-zitadel-orgid': _, ...headers } = incoming.headers;
    const onward = forward(url + (incoming.url ?? ''), { method: incoming.method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.listen(0);
  await once(server, 'listening');
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

async function makeOrganization(): Promise<string> {
  const service = 'OrganizationService';
  const run = { service, operation: 'addOrganization', json: { name: unique() } };
  return textAt(rowOf(await runZitadel(run)), 'organizationId');
}

const person = (): object => ({
  username: unique(),
  profile: { givenName: 'Ada', familyName: 'Lovelace' },
  email: { email: `${unique()}@example.org`, isVerified: true },
});

test('an organization in the options that contradicts the request is refused', async () => {
  const error = errorOf(
    await runZitadel({
      operation: 'addHumanUser',
      json: { ...person(), organization: { orgId: '1' } },
      settings: { options: { organizationId: { __rl: true, mode: 'id', value: '2' } } },
    }),
  );
  expect(error.message).toMatch(/Organization under Options is 2, .*names 1 \(organization\.orgId\)/);
});

describe('a proxy that drops the header with the organization', () => {
  let proxy: Awaited<ReturnType<typeof withoutOrganization>>;

  beforeAll(async () => {
    proxy = await withoutOrganization();
  });

  afterAll(() => proxy.server.close());

  test.each([
    ['ManagementService', 'addProject', () => ({ name: unique() })],
    ['UserService', 'addHumanUser', person],
  ])('never makes %s %s a success in the wrong place', async (service, operation, body) => {
    const organization = await makeOrganization();
    const run = { service, operation, settings: { options: { organizationId: organization } } };
    const result = await runZitadel({
      ...run,
      json: { ...body() },
      transport: 'http',
      credential: { url: proxy.url },
    });
    const error = errorOf(result);
    expect(error.message).toMatch(/WRONG_ORGANIZATION.*not in/);
    expect(error.message).toContain(organization);
    expect(error.description).toContain('x-zitadel-orgid');
    const right = rowOf(await runZitadel({ ...run, json: { ...body() } }));
    expect(textAt(right, 'details.resourceOwner')).toBe(organization);
  });
});

test.each(TRANSPORTS)(
  'nobody is created in an organization that does not exist, over %s',
  async (transport) => {
    const older = await startStandIn(['--release', '2025-02']);
    try {
      const server = { credential: { url: older.url }, token: older.tokens.admin, transport };
      const json = { ...person(), organization: { orgId: '404404' } };
      const error = errorOf(await runZitadel({ operation: 'addHumanUser', json, ...server }));
      expect(error.message).toMatch(/PERMISSION_DENIED.*doesn't exist \(AUTH-Bs7Ds\)/);
      const queries = [{ organizationIdQuery: { organizationId: '404404' } }];
      expect(rowsOf(await runZitadel({ operation: 'listUsers', json: { queries }, ...server }))).toEqual([]);
    } finally {
      await older.stop();
    }
  },
);

test('an organization that does not exist is found out before anybody is sent there', async () => {
  const recorder = await startRecorder(zitadelServer().url);
  try {
    const json = { ...person(), organization: { orgId: '404404' } };
    const credential = { url: recorder.url };
    const error = errorOf(
      await runZitadel({ operation: 'addHumanUser', json, transport: 'http', credential }),
    );
    expect(error.message).toMatch(/PERMISSION_DENIED|NOT_FOUND/);
    const sent = recorder.exchanges.filter(({ path }) => path.endsWith('/AddHumanUser'));
    expect(sent.map(({ body }) => body)).toEqual(['{}']);
  } finally {
    await recorder.close();
  }
});
