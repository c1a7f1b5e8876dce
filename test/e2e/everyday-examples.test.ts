import type { N8nClient } from '../../sandbox/n8n-client';
import { ask as askZitadel, textAt } from '../recordings/admin-api';
import { arrange, ask } from '../support/directusOperations';
import { codeOf, newSecret } from '../support/totp';
import { unique } from '../support/unique';
import { People, zitadelServer } from '../support/zitadel';
import { openN8n, runExample } from './workflows';

const SERVER = 'directus';

describe('the workflows for every day, in n8n', () => {
  const people = new People();
  const inDirectus: string[] = [];
  let n8n: N8nClient;

  beforeAll(async () => {
    n8n = await openN8n();
  });

  afterAll(async () => {
    if (inDirectus.length > 0) await ask('DELETE', '/users', inDirectus, SERVER);
  });

  /** A person of Zitadel. Gives the ID and the e-mail address. */
  async function person(): Promise<{ userId: string; email: string }> {
    const userId = await people.make();
    const reply = await askZitadel(zitadelServer(), 'GET', `/v2/users/${userId}`);
    return { userId, email: textAt(reply, 'user', 'human', 'email', 'email') };
  }

  async function withTotp(userId: string): Promise<string> {
    const { secret } = (await askZitadel(zitadelServer(), 'POST', `/v2/users/${userId}/totp`, {})) as {
      secret: string;
    };
    await askZitadel(zitadelServer(), 'POST', `/v2/users/${userId}/totp/verify`, { code: codeOf(secret) });
    return secret;
  }

  async function userOfDirectus(fields: object): Promise<string> {
    const { id } = await arrange('POST', '/users', fields, SERVER);
    inDirectus.push(String(id));
    return String(id);
  }

  test('finding people without two-factor sign-in lists those of both, and no others', async () => {
    const [without, having] = [await person(), await person()];
    await withTotp(having.userId);
    const emails = { without: `${unique()}@example.org`, having: `${unique()}@example.org` };
    await userOfDirectus({ email: emails.without });
    await userOfDirectus({ email: emails.having, tfa_secret: newSecret() });
    const execution = await runExample(n8n, 'find-people-without-two-factor.json', 'http');
    expect(execution.error).toBeUndefined();
    const found = execution.json('Everyone Without 2FA');
    expect(found).toContainEqual({ email: without.email, system: 'Zitadel' });
    expect(found).toContainEqual({ email: emails.without, system: 'Directus' });
    const addresses = found.map(({ email }) => email);
    expect(addresses).not.toContain(having.email);
    expect(addresses).not.toContain(emails.having);
  });

  test('syncing people creates those that Directus lacks, once', async () => {
    const { userId, email } = await person();
    const first = await runExample(n8n, 'sync-people.json', 'grpc');
    expect(first.error).toBeUndefined();
    for (const { id } of first.json('Directus: Create User')) inDirectus.push(String(id));
    expect(first.json('Directus: Create User').filter((user) => user.email === email)).toMatchObject([
      { first_name: 'Ada', last_name: 'Lovelace', external_identifier: userId, role: null },
    ]);
    const again = await runExample(n8n, 'sync-people.json', 'grpc');
    expect(again.error).toBeUndefined();
    expect(again.nodes).not.toContain('Directus: Create User');
  });
});
