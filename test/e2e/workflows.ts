import { withCredentials } from '../../sandbox/credentials';
import { readExamples } from '../../sandbox/demo';
import type { Execution } from '../../sandbox/execution';
import { N8nClient, type Workflow } from '../../sandbox/n8n-client';
import { testServers } from '../support/servers';

/** How the Zitadel credential of the examples reaches its server. */
export type Transport = 'grpc' | 'http';

/** Signs in to the n8n of this test run. */
export async function openN8n(): Promise<N8nClient> {
  const { url, email, password } = testServers().n8n;
  const n8n = new N8nClient(url);
  await n8n.signIn(email, password);
  return n8n;
}

/**
 * Reads an example, with the credentials of the test's servers.
 *
 * @param file its name in `examples/`
 * @param replace text of the workflow to replace, e.g. a name that must be new in each run
 * @param more IDs of further credentials by their names
 */
export async function readExample(
  n8n: N8nClient,
  file: string,
  transport: Transport,
  replace: Array<[string, string]> = [],
  more: Record<string, string> = {},
): Promise<Workflow> {
  return withCredentials(exampleOf(file, replace), { ...(await saveCredentials(n8n, transport)), ...more });
}

/** An example as it is shipped, with some of its text replaced. */
export function exampleOf(file: string, replace: Array<[string, string]> = []): Workflow {
  const example = readExamples().get(file);
  if (example === undefined) throw new Error(`examples/${file} is missing`);
  return JSON.parse(
    replace.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(example)),
  ) as typeof example;
}

/** Imports an example and runs it once; the parameters are those of `readExample`. */
export async function runExample(
  n8n: N8nClient,
  file: string,
  transport: Transport,
  replace: Array<[string, string]> = [],
): Promise<Execution> {
  return await n8n.run(await readExample(n8n, file, transport, replace));
}

/** Stores the credentials of the examples. Returns the ID of each by its name. */
export async function saveCredentials(n8n: N8nClient, transport: Transport): Promise<Record<string, string>> {
  const { zitadel, directus } = testServers();
  const { url, token } = zitadel;
  return {
    Zitadel: await n8n.saveCredential('Zitadel', 'zitadelApi', { url, token, transport }),
    Directus: await n8n.saveCredential('Directus', 'directusApi', {
      url: directus.url,
      token: directus.adminToken,
    }),
  };
}
