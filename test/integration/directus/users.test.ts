import type { IDataObject } from 'n8n-workflow';

import {
  Accounts,
  askDirectus,
  countUsers,
  hasSecondFactor,
  readUser,
  runDirectus,
} from '../../support/directus';
import { errorOf, pairsOf, rowOf, rowsOf, textAt } from '../../support/results';
import { testServers } from '../../support/servers';
import { newSecret } from '../../support/totp';
import { unique } from '../../support/unique';

const accounts = new Accounts();

describe.each(['fields', 'json'] as const)('users of Directus, asked for by %s', (form) => {
  test('are created', async () => {
    const email = `${unique()}@example.org`;
    const request =
      form === 'json'
        ? { json: { data: { email, first_name: 'Grace', tags: ['admiral'] } } }
        : { fields: { email, additionalFields: { first_name: 'Grace', tags: '["admiral"]' } } };
    const created = rowOf(await runDirectus({ operation: 'create', ...request }));
    const id = textAt(created, 'id');
    accounts.keep(id);
    expect(created).toMatchObject({ email, first_name: 'Grace' });
    expect(await readUser(id)).toMatchObject({ email, first_name: 'Grace', tags: ['admiral'] });
  });

  test('are created with their second factor on', async () => {
    const email = `${unique()}@example.org`;
    const secret = newSecret();
    const request =
      form === 'json'
        ? { json: { data: { email, tfa_secret: secret } } }
        : { fields: { email, additionalFields: { tfa_secret: secret } } };
    const created = rowOf(await runDirectus({ operation: 'create', ...request }));
    const id = textAt(created, 'id');
    accounts.keep(id);
    expect(await hasSecondFactor(id)).toBe(true);
    expect(JSON.stringify(created)).not.toContain(secret);
  });

  test('are read', async () => {
    const { id, email } = await accounts.makeWithoutPassword();
    const query = { fields: 'id,email' };
    const request = form === 'json' ? { json: { id, query } } : { fields: { id, query } };
    expect(rowOf(await runDirectus({ operation: 'get', ...request }))).toEqual({ id, email });
  });

  test('are deleted', async () => {
    const { id } = await accounts.makeWithoutPassword();
    const request = { [form]: { id } };
    expect(rowOf(await runDirectus({ operation: 'delete', ...request }))).toEqual({ deleted: true });
    expect(await readUser(id)).toBeUndefined();
  });

  test('include the one of the credential', async () => {
    const { id, email, token } = await accounts.makeWithoutPassword();
    const query = { fields: 'id,email' };
    const request = form === 'json' ? { json: { query } } : { fields: { query } };
    const current = rowOf(await runDirectus({ operation: 'getCurrent', ...request, token }));
    expect(current.id).toBe(id);
    const { adminEmail } = testServers().directus;
    expect(rowOf(await runDirectus({ operation: 'getCurrent', ...request })).email).toBe(adminEmail);
    expect(email).not.toBe(adminEmail);
  });

  test('are listed with filter, sort and fields', async () => {
    const last = unique();
    for (const first of ['b', 'c', 'a'])
      await accounts.makeWithoutPassword({ first_name: first, last_name: last });
    const filter = { last_name: { _eq: last } };
    const request =
      form === 'json'
        ? { json: { query: { filter, sort: ['-first_name'], fields: ['first_name'] } } }
        : {
            fields: { filter: JSON.stringify(filter), query: { sort: '-first_name', fields: 'first_name' } },
          };
    const result = await runDirectus({ operation: 'list', ...request, settings: { returnAll: true } });
    expect(rowsOf(result)).toEqual([{ first_name: 'c' }, { first_name: 'b' }, { first_name: 'a' }]);
    expect(pairsOf(result)).toEqual([0, 0, 0]);
  });

  test('sign in', async () => {
    const { email, password } = await accounts.make();
    const request =
      form === 'json' ? { json: { data: { email, password } } } : { fields: { email, password } };
    const session = rowOf(await runDirectus({ resource: 'auth', operation: 'login', ...request }));
    const me = await askDirectus('GET', '/users/me', undefined, textAt(session, 'access_token'));
    expect(me.status).toBe(200);
    await askDirectus('POST', '/auth/logout', { refresh_token: session.refresh_token, mode: 'json' }, '');
  });
});

describe('a list of users', () => {
  const last = unique();
  const filter = { last_name: { _eq: last } };

  beforeAll(async () => {
    for (const first of ['1', '2', '3', '4', '5'])
      await accounts.makeWithoutPassword({ first_name: first, last_name: last });
  });

  async function list(
    query: IDataObject,
    settings: { returnAll?: boolean; limit?: number },
  ): Promise<string> {
    const json = { query: { filter, sort: ['first_name'], fields: ['first_name'], ...query } };
    const rows = rowsOf(await runDirectus({ operation: 'list', json, settings }));
    return rows.map(({ first_name: name }) => name).join('');
  }

  test.each([
    ['Return All gives all', {}, { returnAll: true }, '12345'],
    ['Limit gives as many', {}, { limit: 2 }, '12'],
    ['a limit in the request wins over Limit', { limit: 3 }, { limit: 2 }, '123'],
    ['a limit in the request wins over Return All', { limit: 3 }, { returnAll: true }, '123'],
    ['limit -1 in the request gives all', { limit: -1 }, { limit: 2 }, '12345'],
    ['an offset passes users over', { offset: 3 }, { returnAll: true }, '45'],
    ['an offset goes with a limit', { offset: 1 }, { limit: 2 }, '23'],
    ['a page is one page', { page: 2, limit: 2 }, {}, '34'],
  ] as const)('%s', async (_, query, settings, expected) => {
    expect(await list(query, settings)).toBe(expected);
  });

  test('is counted by Directus', async () => {
    const json = { query: { filter, aggregate: { count: '*' } } };
    const [row] = rowsOf(await runDirectus({ operation: 'list', json }));
    expect(Number(row?.count)).toBe(5);
  });

  test('with a query too long for a URL is asked for in another way', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => String(index));
    const rows = await list({ filter: { _and: [filter, { first_name: { _in: names } }] } }, {});
    expect(rows).toBe('12345');
  });

  test('longer than a page is put out whole, each user once', async () => {
    const prefix = unique();
    const items = Array.from({ length: 130 }, (_, index) => ({ email: `${prefix}.${index}@example.org` }));
    const created = rowsOf(
      await runDirectus({ operation: 'create', fields: { email: '={{ $json.email }}' }, items }),
    );
    accounts.keep(...created.map((row) => textAt(row, 'id')));
    expect(await countUsers(prefix)).toBe(130);
    const json = { query: { filter: { email: { _starts_with: prefix } }, fields: ['id'] } };
    const rows = rowsOf(await runDirectus({ operation: 'list', json, settings: { returnAll: true } }));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(130);
    expect(rows).toHaveLength(130);
    await runDirectus({
      operation: 'delete',
      fields: { id: '={{ $json.id }}' },
      items: created.map(({ id }) => ({ id })),
    });
    expect(await countUsers(prefix)).toBe(0);
  });
});

describe('what Directus refuses', () => {
  test('an e-mail address that is taken: says so', async () => {
    const { email } = await accounts.makeWithoutPassword();
    const error = errorOf(await runDirectus({ operation: 'create', fields: { email } }));
    expect(error.name).toBe('NodeApiError');
    expect(error.message).toContain('RECORD_NOT_UNIQUE');
    expect(error.description).toContain('has this value already');
    expect(await countUsers(email)).toBe(1);
  });

  test('an unknown ID: says to check it', async () => {
    for (const operation of ['get', 'delete', 'disableUser2FA']) {
      const id = '00000000-0000-4000-8000-000000000000';
      const error = errorOf(await runDirectus({ operation, fields: { id } }));
      expect(error.message).toContain('FORBIDDEN');
      expect(error.description).toContain('Check the ID');
    }
  });

  test('an unknown role: says that it does not exist', async () => {
    const role = '00000000-0000-4000-8000-000000000000';
    const fields = { email: `${unique()}@example.org`, role };
    const error = errorOf(await runDirectus({ operation: 'create', fields }));
    expect(error.message).toContain('INVALID_FOREIGN_KEY');
    expect(error.description).toContain('does not exist');
    expect(await countUsers(fields.email)).toBe(0);
  });

  test('a wrong token: says to check it', async () => {
    const error = errorOf(await runDirectus({ operation: 'getCurrent', token: 'nobody-has-this-token' }));
    expect(error.message).toContain('INVALID_CREDENTIALS');
    expect(error.description).toContain('token in the credential');
    expect(error.httpCode).toBe('401');
  });

  test('a user without permission: says that permission may be missing', async () => {
    const [{ token }, { id }] = [await accounts.makeWithoutPassword(), await accounts.makeWithoutPassword()];
    const error = errorOf(await runDirectus({ operation: 'delete', fields: { id }, token }));
    expect(error.message).toContain('FORBIDDEN');
    expect(error.description).toContain('may do this');
    expect(await readUser(id)).toBeDefined();
  });

  test('a wrong password: says to check it', async () => {
    const { email } = await accounts.make();
    const run = { resource: 'auth', operation: 'login', fields: { email, password: 'not the password' } };
    const error = errorOf(await runDirectus(run));
    expect(error.message).toContain('INVALID_CREDENTIALS');
    expect(error.description).toContain('e-mail address and password');
  });

  test('one seat too many: names the licence', async () => {
    const makers = [
      await accounts.makeAdministrator({ password: undefined }),
      await accounts.makeAdministrator({ password: undefined }),
    ];
    const { role } = (await readUser(makers[0]?.id ?? '', 'role')) ?? {};
    const fields = { email: `${unique()}@example.org`, role: String(role) };
    const error = errorOf(await runDirectus({ operation: 'create', fields }));
    await accounts.deleteAll();
    expect(error.message).toContain('LIMIT_EXCEEDED');
    expect(error.description).toContain('licence');
  });
});
