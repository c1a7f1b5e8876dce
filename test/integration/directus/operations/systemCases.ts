import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import { tokenInMail } from '../../../support/mail';
import { rowOf } from '../../../support/results';
import { testServers } from '../../../support/servers';
import { codeOf, newSecret } from '../../../support/totp';
import { unique } from '../../../support/unique';
import type { Case } from './case';

interface Person {
  id: string;
  email: string;
  password: string;
  token: string;
}

async function makePerson(more: IDataObject = {}): Promise<Person> {
  const name = unique();
  const person = { email: `${name}@example.org`, password: `Pass-${name}`, token: `token-${name}` };
  const { id } = await arrange('POST', '/users', { ...person, ...more });
  return { ...person, id: String(id) };
}

/** A person who may set up a second factor: that takes rights on the own account. Takes a seat until deleted. */
async function makeAdministrator(more: IDataObject = {}): Promise<Person> {
  const { role } = await arrange('GET', '/users/me?fields=role');
  return await makePerson({ role, ...more });
}

const remove = async ({ id }: Pick<Person, 'id'>): Promise<void> => {
  await ask('DELETE', `/users/${id}`);
};

const signIn = async ({ email, password }: Person): Promise<IDataObject> =>
  await arrange('POST', '/auth/login', { email, password, mode: 'json' });

const secretOf = async (id: string): Promise<unknown> =>
  (await arrange('GET', `/users/${id}?fields=tfa_secret`)).tfa_secret;

/** Cases of users, signing in and the server itself. */
export const SYSTEM_CASES: Case[] = [
  {
    resource: 'auth',
    operation: 'login',
    run: async () => {
      const secret = newSecret();
      const person = await makePerson({ tfa_secret: secret });
      const { email, password } = person;
      const row = await rowOfCall('auth', 'login', { data: { email, password, secret } });
      const { status } = await ask('GET', '/users/me', undefined, 'directus12', String(row.access_token));
      await remove(person);
      expect(status).toBe(200);
    },
  },
  {
    resource: 'auth',
    operation: 'refreshToken',
    run: async () => {
      const person = await makePerson();
      const { refresh_token } = await signIn(person);
      const row = await rowOfCall('auth', 'refreshToken', { data: { refresh_token } });
      await remove(person);
      expect(row.access_token).toEqual(expect.any(String));
    },
  },
  {
    resource: 'auth',
    operation: 'logout',
    run: async () => {
      const person = await makePerson();
      const { refresh_token } = await signIn(person);
      expect(await rowOfCall('auth', 'logout', { data: { refresh_token } })).toEqual({ loggedOut: true });
      const { status } = await ask('POST', '/auth/refresh', { refresh_token, mode: 'json' });
      await remove(person);
      expect(status).toBe(401);
    },
  },
  {
    resource: 'auth',
    operation: 'requestReset',
    run: async () => {
      const person = await makePerson();
      await rowOfCall('auth', 'requestReset', { data: { email: person.email } });
      const token = await tokenInMail(person.email);
      await remove(person);
      expect(token).toMatch(/^ey/);
    },
  },
  {
    resource: 'auth',
    operation: 'resetPassword',
    run: async () => {
      const person = await makePerson();
      await arrange('POST', '/auth/password/request', { email: person.email });
      const token = await tokenInMail(person.email);
      await rowOfCall('auth', 'resetPassword', { data: { token, password: 'Another-1' } });
      const session = await signIn({ ...person, password: 'Another-1' });
      await remove(person);
      expect(session.access_token).toEqual(expect.any(String));
    },
  },
  {
    resource: 'auth',
    operation: 'list',
    server: 'directus10',
    run: async () => {
      const rows = await rowsOfCall('auth', 'list', {}, { server: 'directus10' });
      expect(rows).toContainEqual({ name: 'demo', driver: 'oauth2' });
      expect(await rowsOfCall('auth', 'list')).toEqual([]);
    },
  },
  {
    resource: 'auth',
    operation: 'loginWithProvider',
    server: 'directus10',
    run: async () => {
      const name = unique();
      const person = { email: `${name}@example.org`, password: `Pass-${name}` };
      await arrange('POST', '/users', { ...person, provider: 'second' }, 'directus10');
      const json = { provider: 'second', data: person };
      const row = await rowOfCall('auth', 'loginWithProvider', json, { server: 'directus10' });
      const token = String(row.access_token);
      expect((await ask('GET', '/users/me', undefined, 'directus10', token)).status).toBe(200);
    },
  },
  {
    resource: 'auth',
    operation: 'startOauthFlow',
    server: 'directus10',
    run: async () => {
      const json = { provider: 'demo' };
      const { url } = await rowOfCall('auth', 'startOauthFlow', json, { server: 'directus10' });
      const response = await fetch(String(url), { redirect: 'manual' });
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toContain('/authorize');
    },
  },
  {
    resource: 'users',
    operation: 'inviteUser',
    run: async ({ role }) => {
      const email = `${unique()}@example.org`;
      const row = await rowOfCall('users', 'inviteUser', { data: { email, role } });
      const [user] = row.users as IDataObject[];
      expect(await arrange('GET', `/users/${String(user?.id)}`)).toMatchObject({ email, status: 'invited' });
      await remove({ id: String(user?.id) });
    },
  },
  {
    resource: 'users',
    operation: 'acceptUserInvite',
    run: async ({ role }) => {
      const email = `${unique()}@example.org`;
      await arrange('POST', '/users/invite', { email, role });
      const token = await tokenInMail(email);
      const data = { token, password: 'Chosen-1' };
      expect(await rowOfCall('users', 'acceptUserInvite', { data })).toEqual({ accepted: true });
      const { data: session } = await ask('POST', '/auth/login', { email, password: 'Chosen-1' });
      expect(session).toBeDefined();
    },
  },
  {
    resource: 'users',
    operation: 'register',
    run: async () => {
      await arrange('PATCH', '/settings', { public_registration: true });
      const email = `${unique()}@example.org`;
      await rowOfCall('users', 'register', { data: { email, password: 'Chosen-1' } });
      const filter = JSON.stringify({ email: { _eq: email } });
      expect(await arrange('GET', `/users?filter=${filter}`)).toMatchObject([{ status: 'unverified' }]);
    },
  },
  {
    resource: 'users',
    operation: 'verifyEmail',
    run: async () => {
      await arrange('PATCH', '/settings', { public_registration: true });
      const email = `${unique()}@example.org`;
      await arrange('POST', '/users/register', { email, password: 'Chosen-1' });
      const token = await tokenInMail(email);
      const row = await rowOfCall('users', 'verifyEmail', { token });
      const filter = JSON.stringify({ email: { _eq: email } });
      expect(await arrange('GET', `/users?filter=${filter}`)).toMatchObject([{ status: 'active' }]);
      expect(row.url).toEqual(expect.any(String));
    },
  },
  {
    resource: 'users',
    operation: 'getCurrent',
    run: async () => {
      const { adminEmail } = testServers().directus12;
      expect(await rowOfCall('users', 'getCurrent')).toMatchObject({ email: adminEmail });
    },
  },
  {
    resource: 'users',
    operation: 'updateMe',
    run: async () => {
      const title = unique();
      await rowOfCall('users', 'updateMe', { data: { title } });
      expect(await arrange('GET', '/users/me')).toMatchObject({ title });
    },
  },
  {
    resource: 'users',
    operation: 'trackPage',
    run: async () => {
      const page = `/content/${unique()}`;
      expect(await rowOfCall('users', 'trackPage', { data: { last_page: page } })).toEqual({ tracked: true });
      expect(await arrange('GET', '/users/me')).toMatchObject({ last_page: page });
    },
  },
  {
    resource: 'users',
    operation: 'generate2FA',
    run: async () => {
      const person = await makePerson();
      const { password, token } = person;
      const row = await rowOfCall('users', 'generate2FA', { data: { password } }, { credential: { token } });
      await remove(person);
      expect(row.otpauth_url).toEqual(expect.stringContaining(String(row.secret)));
    },
  },
  {
    resource: 'users',
    operation: 'enable2FA',
    run: async () => {
      const person = await makeAdministrator();
      const secret = newSecret();
      const credential = { token: person.token };
      const row = await rowOfCall('users', 'enable2FA', { data: { secret } }, { credential });
      const stored = await secretOf(person.id);
      await remove(person);
      expect(row).toEqual({ enabled: true });
      expect(stored).toEqual(expect.any(String));
    },
  },
  {
    resource: 'users',
    operation: 'disable2FA',
    run: async () => {
      const secret = newSecret();
      const person = await makeAdministrator({ tfa_secret: secret });
      const data = { otp: codeOf(secret) };
      const row = await rowOfCall('users', 'disable2FA', { data }, { credential: { token: person.token } });
      const stored = await secretOf(person.id);
      await remove(person);
      expect(row).toEqual({ disabled: true });
      expect(stored).toBeNull();
    },
  },
  {
    resource: 'users',
    operation: 'disableUser2FA',
    run: async () => {
      const person = await makePerson({ tfa_secret: newSecret() });
      expect(await rowOfCall('users', 'disableUser2FA', { id: person.id })).toEqual({ disabled: true });
      const stored = await secretOf(person.id);
      await remove(person);
      expect(stored).toBeNull();
    },
  },
  {
    resource: 'users',
    operation: 'listWithout2FA',
    run: async () => {
      const without = await makePerson();
      const having = await makePerson({ tfa_secret: newSecret() });
      const query = { filter: { id: { _in: [without.id, having.id] } } };
      const rows = await rowsOfCall('users', 'listWithout2FA', { query });
      await remove(without);
      await remove(having);
      expect(rows.map(({ id }) => id)).toEqual([without.id]);
    },
  },
  {
    resource: 'settings',
    operation: 'get',
    run: async () => {
      expect(await rowOfCall('settings', 'get')).toEqual(await arrange('GET', '/settings'));
    },
  },
  {
    resource: 'settings',
    operation: 'update',
    run: async () => {
      const name = unique();
      await rowOfCall('settings', 'update', { data: { project_descriptor: name } });
      expect(await arrange('GET', '/settings')).toMatchObject({ project_descriptor: name });
      const fields = { additionalFields: { project_name: name } };
      rowOf(await callOperation({ resource: 'settings', operation: 'update', fields }));
      expect(await arrange('GET', '/settings')).toMatchObject({ project_name: name });
    },
  },
  {
    resource: 'settings',
    operation: 'setOwner',
    run: async () => {
      const email = `${unique()}@example.org`;
      await rowOfCall('settings', 'setOwner', { data: { project_owner: email, project_usage: 'personal' } });
      expect(await arrange('GET', '/settings')).toMatchObject({ project_owner: email });
    },
  },
  {
    resource: 'server',
    operation: 'info',
    run: async () => {
      expect(await rowOfCall('server', 'info')).toMatchObject({ version: '12.4.0' });
    },
  },
  {
    resource: 'server',
    operation: 'ping',
    run: async () => {
      expect(await rowOfCall('server', 'ping')).toEqual({ ping: 'pong' });
    },
  },
  {
    resource: 'server',
    operation: 'health',
    run: async () => {
      expect(await rowOfCall('server', 'health')).toMatchObject({ status: expect.any(String) as string });
    },
  },
  {
    resource: 'server',
    operation: 'getOpenAPI',
    run: async ({ articles }) => {
      const { paths } = await rowOfCall('server', 'getOpenAPI');
      expect(Object.keys(paths as IDataObject)).toContain(`/items/${articles}`);
    },
  },
  {
    resource: 'server',
    operation: 'getGraphQL',
    run: async ({ articles }) => {
      const { schema } = await rowOfCall('server', 'getGraphQL');
      expect(schema).toContain(articles);
      const system = await rowOfCall('server', 'getGraphQL', { scope: 'system' });
      expect(system.schema).toContain('directus_users');
    },
  },
  {
    resource: 'utils',
    operation: 'getRandomString',
    run: async () => {
      const { value } = await rowOfCall('utils', 'getRandomString', { length: 40 });
      expect(value).toHaveLength(40);
    },
  },
  {
    resource: 'utils',
    operation: 'clearCache',
    run: async () => {
      expect(await rowOfCall('utils', 'clearCache')).toEqual({ cleared: true });
      expect(await rowOfCall('utils', 'clearCache', { system: true })).toEqual({ cleared: true });
    },
  },
  {
    resource: 'utils',
    operation: 'resolveRedirect',
    run: async () => {
      const row = await rowOfCall('utils', 'resolveRedirect', { data: { redirect: '/admin/content' } });
      expect(JSON.stringify(row)).toContain('/admin/content');
    },
  },
  {
    resource: 'utils',
    operation: 'generateHash',
    server: 'directus10',
    run: async () => {
      const row = await rowOfCall(
        'utils',
        'generateHash',
        { data: { string: 'text' } },
        { server: 'directus10' },
      );
      const body = { string: 'text', hash: row.value };
      expect(await arrange('POST', '/utils/hash/verify', body, 'directus10')).toBe(true);
    },
  },
  {
    resource: 'utils',
    operation: 'verifyHash',
    server: 'directus10',
    run: async () => {
      const hash = await arrange<string>('POST', '/utils/hash/generate', { string: 'text' }, 'directus10');
      const more = { server: 'directus10' as const };
      expect(await rowOfCall('utils', 'verifyHash', { data: { string: 'text', hash } }, more)).toEqual({
        value: true,
      });
      expect(await rowOfCall('utils', 'verifyHash', { data: { string: 'other', hash } }, more)).toEqual({
        value: false,
      });
    },
  },
  {
    resource: 'extensions',
    operation: 'list',
    run: async () => {
      expect(await rowsOfCall('extensions', 'list')).toEqual(await arrange('GET', '/extensions'));
    },
  },
  {
    resource: 'deployments',
    operation: 'list',
    run: async () => {
      expect(await rowsOfCall('deployments', 'list')).toEqual(await arrange('GET', '/deployments'));
    },
  },
  {
    resource: 'license',
    operation: 'get',
    run: async () => {
      expect(await rowOfCall('license', 'get')).toMatchObject({ status: 'active' });
    },
  },
];
