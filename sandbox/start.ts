import { parseArgs } from 'node:util';
import { fillWithContent } from './content';
import { freeSeats, saveDemoCredentials, saveExamples } from './demo';
import { startMailbox, type Mail, type Mailbox } from './mailbox';
import { freePort } from './ports';
import { startSandbox, type Sandbox } from './sandbox';
import { watchStarter } from './starter';
import { executionTable, table, withoutSecrets } from './summary';

type Demo = Sandbox<'n8n' | 'directus12' | 'zitadel'>;

const onboarding = 'onboard-administrators.json';

/** Sets all up, runs the onboarding once, says what happened, and stays up until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-wait': { type: 'boolean' } } });
  const sandbox = await startDemo();
  const mailbox = await startMailbox(showMail);
  const ending = untilToldToEnd();
  try {
    const succeeded = await Promise.race([runDemo(sandbox, mailbox), ending.then(() => true)]);
    if (!succeeded) process.exitCode = 1;
    if (!values['no-wait']) await stayUp(ending);
  } finally {
    await mailbox.stop();
    await sandbox.stop();
  }
}

async function startDemo(): Promise<Demo> {
  const [n8n, directus12, zitadel] = await Promise.all([freePort(5678), freePort(8055), freePort(8080)]);
  return await startSandbox({
    parts: ['n8n', 'directus12', 'zitadel'],
    ports: { n8n, directus12, zitadel },
  });
}

async function runDemo(sandbox: Demo, mailbox: Mailbox): Promise<boolean> {
  const workflows = await saveExamples(sandbox, await saveDemoCredentials(sandbox, mailbox));
  await fillWithContent(sandbox.directus12);
  const id = workflows.get(onboarding);
  if (!id) throw new Error(`examples/${onboarding} is missing`);
  const execution = await sandbox.n8n.runById(id);
  say('', `Onboarding (examples/${onboarding}): ${execution.status}`, '', ...executionTable(execution));
  if (execution.error) say('', `It failed: ${withoutSecrets(execution.error.message)}`);
  const suspended = await freeSeats(sandbox.directus12, execution);
  if (suspended.length > 0)
    say('', `Suspended in Directus, which has three seats without a licence: ${suspended.join(', ')}`);
  say('', ...table(addressesOf(sandbox, id)), `Workflows loaded: ${[...workflows.keys()].join(', ')}`);
  return execution.status === 'success';
}

function addressesOf({ n8n, directus12, zitadel }: Demo, workflow: string): string[][] {
  return [
    ['n8n editor', n8n.url, `${n8n.email} / ${n8n.password}`],
    ['The onboarding', `${n8n.url}/workflow/${workflow}`, ''],
    ['Directus', `${directus12.url}/admin`, `${directus12.adminEmail} / ${directus12.adminPassword}`],
    ['Zitadel stand-in', zitadel.url, 'gRPC, Connect and REST; the credential "Zitadel" is in n8n'],
  ];
}

/** Shows an e-mail that a workflow sent; the demo delivers none. */
function showMail({ to, subject, text }: Mail): void {
  say('', `E-mail to ${to.join(', ')}: ${subject}`, text);
}

async function stayUp(ending: Promise<void>): Promise<void> {
  say('', 'All is up. Press Ctrl-C to stop it.');
  await ending;
  say('', 'Stopping…');
}

// A terminal tells this process and the one that started it: it counts once.
function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    watchStarter(resolve);
  });
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
