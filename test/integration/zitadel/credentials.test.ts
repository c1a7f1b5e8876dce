import type { IDataObject } from 'n8n-workflow';

import { ask, textAt } from '../../recordings/admin-api';
import { startRecorder } from '../../support/recorder';
import { errorOf, rowOf, rowsOf } from '../../support/results';
import { unique } from '../../support/unique';
import { adminIds, People, runZitadel, TRANSPORTS, zitadelServer } from '../../support/zitadel';

const people = new People();
const server = zitadelServer();
let userId = '';
let byKey: IDataObject;
let bySecret: IDataObject;

beforeAll(async () => {
  const { orgId } = await adminIds();
  const username = unique();
  const user = { organizationId: orgId, username, machine: { name: 'Robot' } };
  userId = people.keep(textAt(await ask(server, 'POST', '/v2/users/new', user), 'id'));
  const expirationDate = new Date(Date.now() + 86_400_000).toISOString();
  const key = await ask(server, 'POST', `/v2/users/${userId}/keys`, { expirationDate });
  const secret = await ask(server, 'POST', `/v2/users/${userId}/secret`, {});
  const file = Buffer.from(textAt(key, 'keyContent'), 'base64').toString();
  byKey = { authentication: 'serviceUserKey', key: file };
  bySecret = {
    authentication: 'clientCredentials',
    clientId: username,
    clientSecret: textAt(secret, 'clientSecret'),
  };
});

const me = { service: 'AuthService', operation: 'getMyUser', settings: { simplify: false } };

describe.each(TRANSPORTS)('a service user over %s', (transport) => {
  test.each([
    ['its key', () => byKey],
    ['its client ID and secret', () => bySecret],
  ])('signs in with %s', async (_, credential) => {
    const row = rowOf(await runZitadel({ ...me, transport, credential: credential() }));
    expect(row).toMatchObject({ user: { id: userId, machine: { name: 'Robot' } } });
  });

  test.each([
    ['its key', () => byKey],
    ['its client ID and secret', () => bySecret],
  ])('signs in with %s at a server that is reached under another name', async (_, credential) => {
    const { host, port } = new URL(server.url);
    const url = `http://127.0.0.1:${port}`;
    const named = { ...credential(), url, instanceHost: host };
    expect(rowOf(await runZitadel({ ...me, transport, credential: named }))).toMatchObject({
      user: { id: userId },
    });
  });

  test('is told about Instance Host where the server is not known by the name in URL', async () => {
    const url = `http://127.0.0.1:${new URL(server.url).port}`;
    const byToken = errorOf(await runZitadel({ ...me, transport, credential: { url } }));
    expect(byToken.message).toContain('QUERY-1kIjX');
    expect(byToken.description).toContain('Instance Host');
    const withKey = errorOf(await runZitadel({ ...me, transport, credential: { ...byKey, url } }));
    expect(withKey.message).toContain('Zitadel gives no token');
    expect(withKey.description).toContain('instance host');
  });

  test('is told what to check where its secret is wrong, without the secret', async () => {
    const clientSecret = 'not-the-secret';
    const { message, description } = errorOf(
      await runZitadel({ ...me, transport, credential: { ...bySecret, clientSecret } }),
    );
    expect(message).toBe('invalid_request: Zitadel gives no token: Errors.User.Machine.Secret.Invalid');
    expect(description).toContain('client ID and secret');
    expect(message + String(description)).not.toContain(clientSecret);
  });
});

test.each(TRANSPORTS)(
  'what no header can carry is refused before anything is sent, over %s',
  async (transport) => {
    const failure = async (run: object): Promise<string> =>
      errorOf(await runZitadel({ ...me, transport, ...run })).message;
    for (const token of ['Bearer abc', 'tök€n', 'a\nb']) {
      const message = await failure({ token });
      expect(message).toContain('Token in the credential holds a space');
      expect(message).not.toContain(token);
    }
    const organizationId = 'Zürich';
    expect(await failure({ settings: { options: { organizationId } } })).toContain(
      'Organization under Options',
    );
    expect(await failure({ credential: { instanceHost: 'id example.org' } })).toContain('Instance Host');
    const spaced = await runZitadel({ ...me, transport, token: ` ${server.token}\n` });
    expect(rowsOf(spaced)).toHaveLength(1);
  },
);

test('one token serves many items at once, several nodes, and what runs after them', async () => {
  const recorder = await startRecorder(server.url);
  try {
    // Over another address, so that no token of an earlier test is found.
    const { host } = new URL(server.url);
    const credential = { ...byKey, url: recorder.url, instanceHost: host };
    const run = {
      ...me,
      transport: 'http' as const,
      credential,
      items: Array.from({ length: 50 }, () => ({})),
    };
    const settings = { options: { concurrency: 50 } };
    const together = await Promise.all([1, 2].map(() => runZitadel({ ...run, settings })));
    for (const result of together) expect(rowsOf(result)).toHaveLength(50);
    rowsOf(await runZitadel(run));
    const paths = recorder.exchanges.map(({ path }) => path);
    expect(paths.filter((path) => path === '/oauth/v2/token')).toHaveLength(1);
    expect(paths).toHaveLength(151);
  } finally {
    await recorder.close();
  }
});

test.each(TRANSPORTS)('a reply of more than 4 MiB arrives whole over %s', async (transport) => {
  const person = await people.make();
  const size = 400_000;
  const value = Buffer.alloc(size, 'x').toString('base64');
  for (let entry = 0; entry < 14; entry++) {
    const metadata = [{ key: `key-${entry}`, value }];
    rowOf(await runZitadel({ operation: 'setUserMetadata', transport, json: { userId: person, metadata } }));
  }
  const rows = rowsOf(
    await runZitadel({
      operation: 'listUserMetadata',
      transport,
      json: { userId: person },
      settings: { returnAll: true },
    }),
  );
  expect(rows.map(({ value: text }) => String(text).length)).toEqual(
    Array.from({ length: 14 }, () => value.length),
  );
});
