import type { Browser } from 'playwright-core';

import { startMailbox, type Mailbox } from '../../sandbox/mailbox';
import type { N8nClient } from '../../sandbox/n8n-client';
import { openN8n, readExample } from '../e2e/workflows';
import { DESKTOP, openPage, press, sendRightCode, startBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { freeAddress, PeopleOfBoth } from '../support/setUpPeople';
import { methodTypes } from '../support/zitadel';

const EXAMPLE = 'invite-and-wait.json';
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';
/** n8n looks once a minute which waits have ended. */
const PATIENCE = 300_000;

describe('inviting people, who finish when they like', () => {
  const people = new PeopleOfBoth();
  let n8n: N8nClient;
  let browser: Browser;
  let mailbox: Mailbox;

  beforeAll(async () => {
    n8n = await openN8n();
    browser = await startBrowser();
    mailbox = await startMailbox();
  });

  afterAll(async () => {
    await browser.close();
    await mailbox.stop();
  });

  /** Stores the example for two people; what waits a day there waits for `firstWait`. */
  async function store(emails: [ada: string, grace: string], firstWait: string): Promise<string> {
    const { host, port } = mailbox;
    const smtp = { host, port, secure: false, disableStartTls: true };
    const SMTP = await n8n.saveCredential('SMTP', 'smtp', smtp);
    const [ada, grace] = emails;
    const workflow = await readExample(
      n8n,
      EXAMPLE,
      'grpc',
      [
        ['ada@example.org', ada],
        ['grace@example.org', grace],
        ['"waitDays":1}', `"waitDays":${firstWait}}`],
      ],
      { SMTP },
    );
    return await n8n.saveWorkflow(workflow);
  }

  async function mailTo(email: string, count: number): Promise<{ subject: string; link: string }> {
    const mails = await eventually(
      () => Promise.resolve(mailbox.mailsTo(email)),
      ({ length }) => length >= count,
      240_000,
    );
    expect(mails).toHaveLength(count);
    const { subject = '', text = '' } = mails.at(-1) ?? {};
    return { subject, link: /https?:\S+/.exec(text)?.[0] ?? '' };
  }

  const notFinished = async (workflow: string): Promise<unknown[]> => {
    const execution = await n8n.runById(workflow, { trigger: 'Who Has Not Finished?' });
    expect(execution.error).toBeUndefined();
    return execution.json('Not Finished').map(({ email }) => email);
  };

  const finish = async (link: string): Promise<void> => {
    const page = await openPage(browser, DESKTOP, link);
    await press(page);
    await sendRightCode(page);
    expect(await page.locator('h1').innerText()).toContain('is on');
  };

  test(
    'each has an execution and a link of their own; a second invitation finds them set up',
    async () => {
      const [ada, grace] = [await people.makeInZitadel(), await people.makeInZitadel()];
      const workflow = await store([ada.email, grace.email], '1');
      expect(await notFinished(workflow)).toEqual([ada.email, grace.email]);

      expect((await n8n.runById(workflow, { trigger: 'Start' })).error).toBeUndefined();
      const [toAda, toGrace] = [await mailTo(ada.email, 1), await mailTo(grace.email, 1)];
      expect(toAda.link).not.toBe(toGrace.link);
      await finish(toGrace.link);
      expect(await methodTypes(grace.userId)).toContain(TOTP);
      expect(await notFinished(workflow)).toEqual([ada.email]);
      await finish(toAda.link);
      expect(await notFinished(workflow)).toEqual([]);

      expect((await n8n.runById(workflow, { trigger: 'Start' })).error).toBeUndefined();
      for (const { email } of [ada, grace]) {
        const again = await openPage(browser, DESKTOP, (await mailTo(email, 2)).link);
        expect(await again.locator('h1').innerText()).toContain('already on');
      }
      const outcomes = await n8n.waitForExecutionsOf(workflow, 9);
      expect(
        outcomes.flatMap((execution) => execution.json('Done').map(({ outcome }) => outcome)).sort(),
      ).toEqual(['created', 'created', 'existed', 'existed']);
    },
    PATIENCE,
  );

  test(
    'who does nothing is reminded after the first wait, and the same link still works',
    async () => {
      const { email, userId } = await people.makeInZitadel();
      const missing = freeAddress();
      // Three seconds instead of a day.
      const workflow = await store([email, missing], '0.00004');
      await n8n.runById(workflow, { trigger: 'Start' });
      const first = await mailTo(email, 1);
      const reminder = await mailTo(email, 2);
      expect(reminder).toEqual({ subject: `Reminder: s${first.subject.slice(1)}`, link: first.link });
      await eventually(
        () => fetch(reminder.link),
        ({ status }) => status === 200,
      );
      await finish(reminder.link);
      expect(await methodTypes(userId)).toContain(TOTP);
      expect(mailbox.mailsTo(missing)).toEqual([]);
      expect(await notFinished(workflow)).toEqual([missing]);
      const executions = await n8n.waitForExecutionsOf(workflow, 4);
      expect(executions.flatMap((execution) => execution.json('Done After Reminder'))).toEqual([
        { email, outcome: 'created' },
      ]);
      const refused = executions.find(({ error }) => error !== undefined);
      expect(refused?.error?.message).toContain(`Found 0 in Zitadel with the address ${missing}`);
    },
    PATIENCE,
  );
});
