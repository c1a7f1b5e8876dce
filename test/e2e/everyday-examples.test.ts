import type { Browser } from 'playwright-core';

import type { N8nClient } from '../../sandbox/n8n-client';
import { DESKTOP, shoot, startBrowser } from '../support/browser';
import { freeAddress, PeopleOfBoth, setUpTotp } from '../support/setUpPeople';
import { newSecret } from '../support/totp';
import { openN8n, runExample } from './workflows';

describe('the workflows for every day, in n8n', () => {
  const people = new PeopleOfBoth();
  let n8n: N8nClient;
  let browser: Browser;

  beforeAll(async () => {
    n8n = await openN8n();
    browser = await startBrowser();
  });

  afterAll(async () => await browser.close());

  test('finding people without two-factor sign-in lists those of both, and no others, and draws a chart', async () => {
    const [without, having] = [await people.makeInZitadel(), await people.makeInZitadel()];
    await setUpTotp(having.userId);
    // An address may have characters that mean something in HTML.
    const emails = { without: `o'hara&co.${freeAddress()}`, having: freeAddress() };
    await people.makeInDirectus({ email: emails.without });
    await people.makeInDirectus({ email: emails.having, tfa_secret: newSecret() });
    for (const transport of ['http', 'grpc'] as const) {
      const execution = await runExample(n8n, 'find-people-without-two-factor.json', transport);
      expect(execution.error).toBeUndefined();
      const found = execution.json('Everyone Without 2FA');
      expect(found).toContainEqual({ email: without.email, system: 'Zitadel' });
      expect(found).toContainEqual({ email: emails.without, system: 'Directus' });
      const addresses = found.map(({ email }) => email);
      expect(addresses).not.toContain(having.email);
      expect(addresses).not.toContain(emails.having);

      const [file] = execution.items('Report as a File');
      expect(file?.binary?.report).toMatchObject({
        mimeType: 'text/html',
        fileName: 'two-factor-sign-in.html',
      });
      const html = await execution.binary(file as NonNullable<typeof file>, 'report');
      const page = await (await browser.newContext(DESKTOP)).newPage();
      await page.setContent(html.toString('utf8'));
      await shoot(page, 'report');
      expect(await page.locator('tbody tr').count()).toBe(found.length);
      expect(await page.locator('tbody').innerText()).toContain(emails.without);
      const everyone = execution.json('Everyone').filter(({ system }) => system === 'Directus');
      const withFactor = everyone.filter(({ hasSecondFactor }) => hasSecondFactor).length;
      const summary = await page.locator('svg').getAttribute('aria-label');
      expect(summary).toContain(`Directus: ${withFactor} of ${everyone.length}`);
      expect(withFactor).toBeGreaterThan(0);
      expect(await page.locator('rect.having').count()).toBe(2);
    }
  });

  test('syncing people creates those that Directus lacks, once', async () => {
    const { userId, email } = await people.makeInZitadel();
    const first = await runExample(n8n, 'sync-people.json', 'grpc');
    expect(first.error).toBeUndefined();
    for (const { id } of first.json('Directus: Create User')) people.keepInDirectus(String(id));
    expect(first.json('Directus: Create User').filter((user) => user.email === email)).toMatchObject([
      { first_name: 'Ada', last_name: 'Lovelace', external_identifier: userId, role: null },
    ]);
    const again = await runExample(n8n, 'sync-people.json', 'grpc');
    expect(again.error).toBeUndefined();
    expect(again.nodes).not.toContain('Directus: Create User');
  });
});
