import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCredentials } from './credentials';
import { askDirectus, type DirectusAddress } from './directus-client';
import type { Execution } from './execution';
import type { Mailbox } from './mailbox';
import type { Workflow } from './n8n-client';
import type { Sandbox } from './sandbox';

const examples = join(__dirname, '..', 'examples');

/** The workflows of `examples/`, by the names of their files. */
export function readExamples(): Map<string, Workflow> {
  const files = existsSync(examples) ? readdirSync(examples).filter((file) => file.endsWith('.json')) : [];
  return new Map(
    files.sort().map((file) => [file, JSON.parse(readFileSync(join(examples, file), 'utf8')) as Workflow]),
  );
}

/**
 * Stores the credentials that the examples name, for the servers of a sandbox and a mail server.
 * @returns the id of each credential by its name
 */
export async function saveDemoCredentials(
  sandbox: Sandbox<'n8n' | 'directus12' | 'zitadel'>,
  { host, port }: Mailbox,
): Promise<Record<string, string>> {
  const { n8n, directus12, zitadel } = sandbox;
  const [Zitadel, Directus, SMTP] = await Promise.all([
    n8n.saveCredential('Zitadel', 'zitadelApi', {
      url: zitadel.url,
      authentication: 'personalAccessToken',
      token: zitadel.tokens.admin,
      transport: 'grpc',
    }),
    n8n.saveCredential('Directus', 'directusApi', {
      url: directus12.url,
      authentication: 'token',
      token: directus12.adminToken,
    }),
    n8n.saveCredential('SMTP', 'smtp', { host, port, secure: false, disableStartTls: true }),
  ]);
  return { Zitadel, Directus, SMTP };
}

/**
 * Stores every example, its credentials filled in.
 * @returns the id of each workflow by its file's name
 */
export async function saveExamples(
  sandbox: Sandbox<'n8n' | 'directus12' | 'zitadel'>,
  credentials: Record<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [file, workflow] of readExamples()) {
    ids.set(file, await sandbox.n8n.saveWorkflow(withCredentials(workflow, credentials)));
  }
  return ids;
}

/**
 * Suspends the administrators that the onboarding has made, so that they take up none of the three seats of a Directus
 * without a licence. It can be run again, and knows them.
 * @returns their e-mail addresses
 */
export async function freeSeats(directus: DirectusAddress, onboarding: Execution): Promise<string[]> {
  const made = onboarding
    .json('Directus: Create Administrator')
    .filter(({ outcome }) => outcome === 'created');
  if (made.length === 0) return [];
  const keys = made.map(({ id }) => id);
  await askDirectus(directus, 'PATCH', '/users', { keys, data: { status: 'suspended' } });
  return made.map(({ email }) => String(email));
}
