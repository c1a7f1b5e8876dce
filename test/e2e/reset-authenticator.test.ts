import type { Browser } from 'playwright-core';

import type { N8nClient } from '../../sandbox/n8n-client';
import { DESKTOP, goOn, openPage, secretOn, send, sendRightCode, startBrowser } from '../support/browser';
import { freeAddress, hasTfa, PeopleOfBoth, setUpTotp } from '../support/setUpPeople';
import { newSecret } from '../support/totp';
import { runToPage } from '../support/waiting';
import { methodTypes } from '../support/zitadel';
import { openN8n, readExample, runExample } from './workflows';

const EXAMPLE = 'reset-authenticator.json';
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';
const PASSWORD = 'Secr3tPassw0rd!';

describe('resetting a lost authenticator, in n8n', () => {
  const people = new PeopleOfBoth();
  let n8n: N8nClient;
  let browser: Browser;

  beforeAll(async () => {
    n8n = await openN8n();
    browser = await startBrowser();
  });

  afterAll(async () => await browser.close());

  test('takes the lost one away in both, and the person sets up the new one at the link; twice', async () => {
    const { userId, directusId, email } = await people.make(PASSWORD, { tfa_secret: newSecret() });
    const lost = await setUpTotp(userId);
    for (const round of ['first', 'second']) {
      const workflow = await readExample(n8n, EXAMPLE, 'grpc', [['ada@example.org', email]]);
      const { id, link } = await runToPage(n8n, workflow);
      expect(await methodTypes(userId)).not.toContain(TOTP);
      expect([round, await hasTfa(directusId)]).toEqual([round, false]);
      const page = await openPage(browser, DESKTOP, link);
      await send(page, 'password', PASSWORD);
      expect(await secretOn(page)).not.toBe(lost);
      await sendRightCode(page);
      await goOn(page);
      await send(page, 'password', PASSWORD);
      await sendRightCode(page);
      const execution = await n8n.waitForExecution(id);
      expect(execution.error).toBeUndefined();
      expect(execution.json('Done')).toEqual([{ email, done: true }]);
      expect(await methodTypes(userId)).toContain(TOTP);
      expect(await hasTfa(directusId)).toBe(true);
    }
  });

  test('stops before anything is changed where not exactly one person in each has the address', async () => {
    const only = await people.makeInZitadel();
    await setUpTotp(only.userId);
    const bystander = await people.makeInDirectus({ email: freeAddress(), tfa_secret: newSecret() });
    const cases: Array<[from: string, to: string]> = [
      ['ada@example.org', only.email],
      ['ada@example.org', freeAddress()],
      // The address under another name, an empty one, and none.
      ['\\"email\\": \\"ada@example.org\\"', '\\"mail\\": \\"ada@example.org\\"'],
      ['\\"ada@example.org\\"', '\\"\\"'],
      ['\\"ada@example.org\\"', 'null'],
    ];
    for (const [from, to] of cases) {
      const execution = await runExample(n8n, EXAMPLE, 'grpc', [[from, to]]);
      expect([to, execution.status]).toEqual([to, 'error']);
      expect(execution.nodes).not.toContain('Zitadel: Remove TOTP');
      expect(execution.nodes).not.toContain('Directus: Disable 2FA');
    }
    expect(await methodTypes(only.userId)).toContain(TOTP);
    expect(await hasTfa(bystander)).toBe(true);
  });
});
