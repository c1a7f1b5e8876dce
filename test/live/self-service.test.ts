import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import type { N8nClient } from '../../sandbox/n8n-client';
import { openN8n, readExample } from '../e2e/workflows';
import { DESKTOP, goOn, openPage, PHONE, secretOn, send, shoot, startBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { testServers } from '../support/servers';
import { freeAddress, hasTfa, PeopleOfBoth, setUpTotp } from '../support/setUpPeople';
import { untilCodeLasts, wrongCodeOf } from '../support/totp';
import { unique } from '../support/unique';
import { storedText, untilWaiting } from '../support/waiting';
import { methodTypes } from '../support/zitadel';

const EXAMPLE = 'self-service-two-factor.json';
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';
const PASSWORD = 'Secr3tPassw0rd!';
const WRONG_PASSWORD = 'Wr0ng-Passw0rd!';
const PATIENCE = 180_000;

/** The code that the person's phone shows. */
async function phoneCode(secret: string): Promise<string> {
  await untilCodeLasts();
  const { createGuardrails, generate } = await import('otplib');
  // Directus' secrets have 10 bytes, which phones take and otplib does not unless told.
  const guardrails = createGuardrails({ MIN_SECRET_BYTES: 10 });
  return await generate({ secret, guardrails });
}

/** Whether a secret stands in a text by itself: six digits may also be part of a longer number. */
function isIn(secret: string, text: string): boolean {
  return /^\d+$/.test(secret) ? new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text) : text.includes(secret);
}

describe('people who set up two-factor sign-in themselves, from the form to the end', () => {
  const people = new PeopleOfBoth();
  const path = unique();
  let n8n: N8nClient;
  let browser: Browser;
  let workflowId: string;

  beforeAll(async () => {
    n8n = await openN8n();
    browser = await startBrowser();
    workflowId = await n8n.saveWorkflow(
      await readExample(n8n, EXAMPLE, 'grpc', [['set-up-two-factor', path]]),
    );
    await n8n.activate(workflowId);
  });

  afterAll(async () => {
    await n8n.deactivate(workflowId);
    await browser.close();
  });

  /** Opens the form, writes an address, and presses the button. */
  async function begin(options: BrowserContextOptions, email: string, picture?: string): Promise<Page> {
    const page = await openPage(browser, options, `${testServers().n8n.url}/form/${path}`);
    await page.fill('input[type=email]', email);
    if (picture !== undefined) await shoot(page, picture);
    await page.locator('#submit-btn').click();
    return page;
  }

  /** Goes from the form to the page that n8n leads to. */
  async function beginAtPage(options: BrowserContextOptions, email: string, name: string): Promise<Page> {
    const page = await begin(options, email, `${name}-0-form`);
    await page.waitForURL(/webhook-waiting/, { waitUntil: 'load' });
    return page;
  }

  /** The executions that have begun and not been asked for yet. */
  async function newest(): Promise<string> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    const { results } = await n8n.request<{ results: { id: string }[] }>(
      'GET',
      `/rest/executions?filter=${filter}&limit=1`,
    );
    return results[0]?.id ?? '';
  }

  const problem = async (page: Page, field: string): Promise<string> =>
    await page.locator(`#${field}-problem`).innerText();

  test.each<[string, BrowserContextOptions, notRight: string, on: string]>([
    ['desktop', DESKTOP, 'not right', 'is on'],
    ['phone', PHONE, 'stimmt nicht', 'eingeschaltet'],
  ])(
    'on a %s, with wrong passwords and codes on the way',
    async (name, options, notRight, on) => {
      const { userId, directusId, email } = await people.make(PASSWORD);
      const page = await beginAtPage(options, email.toUpperCase(), name);
      const id = await newest();
      const link = page.url();
      const secrets: string[] = [];

      for (const step of [1, 2]) {
        expect(await page.locator('h1').innerText()).toContain(`${step}/2`);
        await shoot(page, `${name}-${step}a-password`);
        await send(page, 'password', WRONG_PASSWORD);
        expect(await problem(page, 'password')).toContain(notRight);
        await shoot(page, `${name}-${step}b-wrong-password`);
        await send(page, 'password', PASSWORD);
        const secret = await secretOn(page);
        const wrong = wrongCodeOf(secret);
        await send(page, 'code', wrong);
        expect(await problem(page, 'code')).toContain(notRight);
        expect(await secretOn(page)).toBe(secret);
        await shoot(page, `${name}-${step}c-wrong-code`);
        const code = await phoneCode(secret);
        secrets.push(secret, code);
        await send(page, 'code', code);
        expect(await page.locator('h1').innerText()).toContain(on);
        if (step === 1) {
          await page.locator('#next').waitFor({ state: 'visible' });
          await shoot(page, `${name}-1d-done`);
          await goOn(page);
        }
      }
      await shoot(page, `${name}-2d-done`);

      const execution = await n8n.waitForExecution(id);
      expect(execution.status).toBe('success');
      expect(execution.json('Done')).toEqual([
        { email: email.toUpperCase(), zitadel: 'created', directus: 'created' },
      ]);
      expect(await methodTypes(userId)).toContain(TOTP);
      expect(await hasTfa(directusId)).toBe(true);
      const stored = await storedText(n8n, id);
      const { zitadel, directus } = testServers();
      secrets.push(PASSWORD, WRONG_PASSWORD, zitadel.token, directus.adminToken);
      expect(secrets.filter((secret) => isIn(secret, stored))).toEqual([]);
      const afterwards = await openPage(browser, options, link);
      expect(await afterwards.locator('body').innerText()).toContain('finished');
    },
    PATIENCE,
  );

  test(
    'two tabs, the back button and a form of the first page on the second change nothing that they should not',
    async () => {
      const { userId, directusId, email } = await people.make(PASSWORD);
      const page = await beginAtPage(DESKTOP, email, 'tabs');
      const id = await newest();
      const [older, left] = [
        await openPage(browser, DESKTOP, page.url()),
        await openPage(browser, DESKTOP, page.url()),
      ];
      await send(older, 'password', PASSWORD);
      // The newer tab makes a new secret, after which the older one's does not count.
      await send(page, 'password', PASSWORD);
      await page.goBack();
      expect(await page.locator('#password').count()).toBe(1);
      await send(page, 'password', PASSWORD);
      await send(older, 'code', await phoneCode(await secretOn(older)));
      expect(await older.locator('[role=alert]').innerText()).toContain('no longer works');
      await shoot(older, 'tabs-1-replaced');
      await send(page, 'code', await phoneCode(await secretOn(page)));
      expect(await methodTypes(userId)).toContain(TOTP);
      await untilWaiting(n8n, id);

      // A tab that still has the first page sends a password of Zitadel, which is none of Directus' business.
      await send(left, 'password', PASSWORD);
      expect(await left.locator('h1').innerText()).toContain('2/2');
      expect(await left.locator('#password').inputValue()).toBe('');
      await goOn(page);
      await send(page, 'password', PASSWORD);
      await send(left, 'password', PASSWORD);
      // Directus keeps nothing until the first code, so both tabs' secrets are good; the first to send one wins.
      await send(page, 'code', await phoneCode(await secretOn(page)));
      await shoot(page, 'tabs-2-done');
      expect(await page.locator('h1').innerText()).toContain('is on');
      expect((await n8n.waitForExecution(id)).json('Done')).toHaveLength(1);
      expect(await hasTfa(directusId)).toBe(true);
      await send(left, 'code', await phoneCode(await secretOn(left)));
      expect(await left.locator('body').innerText()).toContain('finished');
    },
    PATIENCE,
  );

  test(
    'who has an app in Zitadel already is told so and goes on to Directus',
    async () => {
      const { userId, directusId, email } = await people.make(PASSWORD);
      await setUpTotp(userId);
      const page = await beginAtPage(PHONE, email, 'existed');
      const id = await newest();
      expect(await page.locator('h1').innerText()).toContain('bereits eingeschaltet');
      await page.locator('#next').waitFor({ state: 'visible' });
      await shoot(page, 'existed-1');
      await goOn(page);
      await send(page, 'password', PASSWORD);
      await send(page, 'code', await phoneCode(await secretOn(page)));
      const execution = await n8n.waitForExecution(id);
      expect(execution.json('Done')).toEqual([{ email, zitadel: 'existed', directus: 'created' }]);
      expect(await hasTfa(directusId)).toBe(true);
    },
    PATIENCE,
  );

  test(
    'an address that nobody has, or not in both, leads to no page',
    async () => {
      const { email: inZitadelOnly } = await people.makeInZitadel();
      for (const email of [freeAddress(), inZitadelOnly]) {
        const page = await begin(DESKTOP, email);
        await page.getByText('We cannot find your account').waitFor();
        await shoot(page, 'not-known');
        const id = await newest();
        await eventually(
          () => n8n.request<{ status: string }>('GET', `/rest/executions/${id}`),
          ({ status }) => status === 'success',
        );
        expect((await n8n.waitForExecution(id)).nodes).not.toContain('Zitadel: Set Up TOTP');
      }
    },
    PATIENCE,
  );
});
