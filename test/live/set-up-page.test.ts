import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import type { N8nClient, Workflow } from '../../sandbox/n8n-client';
import { ask as askZitadel, textAt } from '../recordings/admin-api';
import { DESKTOP, openPage, PHONE, press, secretOn, send, shoot, startBrowser } from '../support/browser';
import { arrange, ask } from '../support/directusOperations';
import { scanQrCode } from '../support/qrCode';
import { rowsOf } from '../support/results';
import { testServers } from '../support/servers';
import { codeOf, wrongCodeOf } from '../support/totp';
import { unique } from '../support/unique';
import { runToPage, type Waiting } from '../support/waiting';
import { methodTypes, People, runZitadel, zitadelServer } from '../support/zitadel';
import { openN8n, saveCredentials } from '../e2e/workflows';

const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';
const PASSWORD = 'Secr3tPassw0rd!';
/** A picture of 120 by 40 pixels. */
const LOGO = `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" rx="8" fill="#b3151f"/></svg>').toString('base64')}`;

describe('the page where a person sets up two-factor sign-in', () => {
  const people = new People();
  const inDirectus: string[] = [];
  let n8n: N8nClient;
  let browser: Browser;
  let credentials: Record<string, string>;

  beforeAll(async () => {
    n8n = await openN8n();
    credentials = await saveCredentials(n8n, 'grpc');
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    if (inDirectus.length > 0) await ask('DELETE', '/users', inDirectus, 'directus');
  });

  /** Runs a workflow with one node up to where it waits. */
  async function waitAt(type: 'zitadel' | 'directus', parameters: object): Promise<Waiting> {
    const name = type === 'zitadel' ? 'Zitadel' : 'Directus';
    const workflow = {
      name: unique(),
      nodes: [
        node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
        node('Link', 'n8n-nodes-base.set', 3.4, {
          mode: 'raw',
          jsonOutput: '={{ JSON.stringify({ link: $execution.resumeUrl }) }}',
          options: {},
        }),
        {
          ...node('Page', `n8n-nodes-zitadel-directus.${type}`, 1, parameters),
          credentials: { [`${type}Api`]: { id: credentials[name] ?? '', name } },
        },
        node('After', 'n8n-nodes-base.noOp', 1, {}),
      ],
      connections: { Start: to('Link'), Link: to('Page'), Page: to('After') },
    } as unknown as Workflow;
    return await runToPage(n8n, workflow);
  }

  const open = async (options: BrowserContextOptions, link: string): Promise<Page> =>
    await openPage(browser, options, link);

  async function personInZitadel(): Promise<string> {
    const userId = await people.make();
    const newPassword = { password: PASSWORD };
    await askZitadel(zitadelServer(), 'POST', `/v2/users/${userId}/password`, { newPassword });
    return userId;
  }

  async function userOfDirectus(fields: object = {}): Promise<{ id: string; email: string }> {
    const email = `${unique()}@example.org`;
    const own = await arrange('GET', '/users/me?fields=role', undefined, 'directus');
    const body = { email, password: PASSWORD, role: own.role, ...fields };
    const { id } = await arrange('POST', '/users', body, 'directus');
    inDirectus.push(String(id));
    return { id: String(id), email };
  }

  const type = async (page: Page, code: string): Promise<void> => await send(page, 'code', code);

  test('Zitadel: a wrong password, a wrong code, the right one; no secret is stored', async () => {
    const userId = await personInZitadel();
    const { id, link } = await waitAt('zitadel', {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
      recoveryCodes: true,
    });
    const page = await open(DESKTOP, link);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.title()).toBe('Set up two-factor sign-in');
    await shoot(page, 'zitadel-1-password');
    await page.fill('#password', 'Wrong-Passw0rd!');
    await press(page);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('#password').getAttribute('aria-describedby')).toBe('password-problem');
    expect(await page.locator('#password-problem').innerText()).toContain('not right');
    expect(await page.evaluate('document.activeElement.id')).toBe('password');
    await shoot(page, 'zitadel-2-wrong-password');
    await page.fill('#password', PASSWORD);
    await press(page);
    const secret = await secretOn(page);
    const address = scanQrCode(
      Buffer.from((await page.getAttribute('img.qr', 'src'))?.split(',')[1] ?? '', 'base64'),
    );
    expect(address).toContain(`secret=${secret}`);
    expect(await page.locator('a.button').getAttribute('href')).toBe(address);
    await shoot(page, 'zitadel-3-scan');
    await type(page, wrongCodeOf(secret));
    expect(await page.locator('#code-problem').innerText()).toContain('not right');
    expect(await secretOn(page)).toBe(secret);
    await shoot(page, 'zitadel-4-wrong-code');
    expect(await methodTypes(userId)).not.toContain(TOTP);
    await type(page, codeOf(secret));
    expect(await page.locator('h1').innerText()).toContain('Two-factor sign-in is on');
    const codes = await page.locator('#codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    await shoot(page, 'zitadel-5-done');
    const execution = await n8n.waitForExecution(id);
    expect(execution.status).toBe('success');
    expect(execution.json('After')).toEqual([{ verified: true, userId, outcome: 'created' }]);
    expect(await methodTypes(userId)).toContain(TOTP);
    const stored = await n8n.request<object>('GET', `/rest/executions/${id}`);
    for (const hidden of [secret, PASSWORD, 'Wrong-Passw0rd!', testServers().zitadel.token, ...codes]) {
      expect(JSON.stringify(stored).includes(hidden)).toBe(false);
    }
    const after = await page.goto(link);
    expect(after?.status()).toBeGreaterThanOrEqual(400);
  });

  test('Zitadel: the page says how many attempts are left, and the last wrong one locks the account', async () => {
    const server = zitadelServer();
    const made = await askZitadel(server, 'POST', '/v2/organizations', { name: unique() });
    const organizationId = textAt(made, 'organizationId');
    const policy = await runZitadel({
      service: 'ManagementService',
      operation: 'addCustomLockoutPolicy',
      json: { maxPasswordAttempts: 3 },
      settings: { options: { organizationId } },
    });
    expect(rowsOf(policy)).toHaveLength(1);
    const username = unique();
    const created = await askZitadel(server, 'POST', '/v2/users/new', {
      organizationId,
      username,
      human: {
        profile: { givenName: 'Ada', familyName: 'Lovelace' },
        email: { email: `${username}@example.org`, isVerified: true },
        password: { password: PASSWORD },
      },
    });
    const userId = people.keep(textAt(created, 'id'));
    const { id, link } = await waitAt('zitadel', {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
    });
    const page = await open(DESKTOP, link);
    for (const left of [2, 1]) {
      await send(page, 'password', 'Wrong-Passw0rd!');
      expect(await page.locator('#password-problem').innerText()).toContain(`locked: ${left}.`);
    }
    await shoot(page, 'zitadel-7-one-attempt-left');
    await send(page, 'password', 'Wrong-Passw0rd!');
    expect(await page.locator('[role=alert]').innerText()).toContain('is locked');
    await send(page, 'password', PASSWORD);
    expect(await page.locator('[role=alert]').innerText()).toContain('is locked');
    await askZitadel(server, 'POST', `/v2/users/${userId}/unlock`, {});
    await send(page, 'password', PASSWORD);
    await type(page, codeOf(await secretOn(page)));
    expect((await n8n.waitForExecution(id)).json('After')).toEqual([
      { verified: true, userId, outcome: 'created' },
    ]);
    await askZitadel(server, 'DELETE', `/v2/users/${userId}`);
    await runZitadel({
      service: 'OrganizationService',
      operation: 'deleteOrganization',
      json: { organizationId },
    });
  });

  test('Zitadel: two tabs and the back button; the older tab starts again, and the newer one finishes', async () => {
    const userId = await personInZitadel();
    const { id, link } = await waitAt('zitadel', {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
      confirmWith: 'link',
    });
    const older = await open(DESKTOP, link);
    await press(older);
    const newer = await open(PHONE, link);
    expect(await newer.getAttribute('html', 'lang')).toBe('de');
    await press(newer);
    await newer.goBack();
    await press(newer);
    await shoot(newer, 'zitadel-6-phone-dark');
    await type(older, codeOf(await secretOn(older)));
    expect(await older.locator('[role=alert]').innerText()).toContain('no longer works');
    await type(newer, codeOf(await secretOn(newer)));
    expect(await newer.locator('h1').innerText()).toContain('eingeschaltet');
    expect((await n8n.waitForExecution(id)).json('After')).toEqual([
      { verified: true, userId, outcome: 'created' },
    ]);
  });

  test('five right posts at once go on once', async () => {
    const userId = await personInZitadel();
    const { id, link } = await waitAt('zitadel', {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
      confirmWith: 'link',
    });
    const page = await open(DESKTOP, link);
    await press(page);
    const [state = '', person = ''] = await Promise.all(
      ['state', 'person'].map((name) => page.locator(`input[name=${name}]`).inputValue()),
    );
    const body = new URLSearchParams({ step: 'verify', state, person, code: codeOf(await secretOn(page)) });
    const posts = Array.from({ length: 5 }, () => fetch(link, { method: 'POST', body }));
    expect((await Promise.all(posts)).some(({ status }) => status === 200)).toBe(true);
    const execution = await n8n.waitForExecution(id);
    expect(execution.runs('After')).toHaveLength(1);
  });

  test('Directus: a wrong password, then signed in and switched on, on a phone', async () => {
    const { id: user, email } = await userOfDirectus();
    const { id, link } = await waitAt('directus', {
      resource: 'users',
      operation: 'setUp2FAAndWait',
      email,
    });
    const page = await open(PHONE, link);
    await shoot(page, 'directus-1-sign-in');
    expect(await page.locator('#email').inputValue()).toBe(email);
    await page.fill('#password', 'Wrong-Passw0rd!');
    await press(page);
    expect(await page.locator('#password-problem').innerText()).toContain('stimmt nicht');
    await page.fill('#password', PASSWORD);
    await press(page);
    const secret = await secretOn(page);
    await type(page, wrongCodeOf(secret));
    expect(await page.locator('#code-problem').innerText()).toContain('stimmt nicht');
    await type(page, codeOf(secret));
    expect(await page.locator('h1').innerText()).toContain('eingeschaltet');
    const execution = await n8n.waitForExecution(id);
    expect(execution.json('After')).toEqual([{ verified: true, id: user, email, outcome: 'created' }]);
    const stored = JSON.stringify(await n8n.request<object>('GET', `/rest/executions/${id}`));
    for (const hidden of [secret, PASSWORD, testServers().directus.adminToken]) {
      expect(stored.includes(hidden)).toBe(false);
    }
    const found = await arrange('GET', `/users/${user}?fields=tfa_secret`, undefined, 'directus');
    expect(found.tfa_secret).not.toBeNull();

    const again = await waitAt('directus', { resource: 'users', operation: 'setUp2FAAndWait', email });
    const told = await open(DESKTOP, again.link);
    expect(await told.locator('h1').innerText()).toContain('already on');
    expect((await n8n.waitForExecution(again.id)).json('After')).toEqual([
      { verified: true, id: user, email, outcome: 'existed' },
    ]);

    const replaced = await waitAt('directus', {
      resource: 'users',
      operation: 'setUp2FAAndWait',
      email,
      ifSetUp: 'replace',
    });
    const anew = await open(DESKTOP, replaced.link);
    await anew.fill('#password', PASSWORD);
    await press(anew);
    await type(anew, codeOf(await secretOn(anew)));
    expect((await n8n.waitForExecution(replaced.id)).json('After')).toEqual([
      { verified: true, id: user, email, outcome: 'updated' },
    ]);
  });

  test('Directus: a suspended account is told so', async () => {
    const { email } = await userOfDirectus({ status: 'suspended' });
    const { id, link } = await waitAt('directus', { resource: 'users', operation: 'setUp2FAAndWait' });
    const page = await open(DESKTOP, link);
    await page.fill('#email', email);
    await page.fill('#password', PASSWORD);
    await press(page);
    expect(await page.locator('.problem').innerText()).toMatch(/suspended|not right/);
    await n8n.request('POST', `/rest/executions/${id}/stop`);
  });

  test('Directus: an account that may not write its own secret is told so, and n8n goes on waiting', async () => {
    const { email } = await userOfDirectus({ role: null });
    const { id, link } = await waitAt('directus', {
      resource: 'users',
      operation: 'setUp2FAAndWait',
      email,
      pageLogo: LOGO,
      pageTitle: 'Protect your account',
      accentColor: '#ffcc00',
      pageLanguage: 'fr',
    });
    const page = await open(DESKTOP, link);
    expect(await page.locator('h1').innerText()).toBe('Protect your account');
    expect(await page.evaluate("document.querySelector('img.logo').naturalWidth")).toBe(120);
    await send(page, 'password', PASSWORD);
    await shoot(page, 'directus-2-own-look');
    await type(page, codeOf(await secretOn(page)));
    expect(await page.locator('[role=alert]').innerText()).toContain('autorisé');
    await shoot(page, 'directus-3-not-allowed');
    expect((await n8n.request<{ status: string }>('GET', `/rest/executions/${id}`)).status).toBe('waiting');
    await n8n.request('POST', `/rest/executions/${id}/stop`);
  });

  test('every page keeps to itself: policy, no cache, no referrer', async () => {
    const userId = await personInZitadel();
    const { id, link } = await waitAt('zitadel', {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
    });
    const { headers } = await fetch(link);
    expect(headers.get('content-security-policy')).toMatch(
      /^sandbox (?!.*allow-same-origin).*default-src 'none'/,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    const page = await open(DESKTOP, link);
    expect(await page.evaluate('self.origin')).toBe('null');
    await n8n.request('POST', `/rest/executions/${id}/stop`);
  });
});

function to(name: string): object {
  return { main: [[{ node: name, type: 'main', index: 0 }]] };
}

function node(name: string, type: string, typeVersion: number, parameters: object): object {
  return { id: crypto.randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}
