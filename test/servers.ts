import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox } from '../sandbox/sandbox';
import type { TestServers } from './support/servers';

/** Servers for a test run. */
export interface StartedServers {
  /** File that `TEST_SERVERS` is to name. */
  file: string;
  stop(): Promise<void>;
}

/** Starts n8n with this package, Directus and, unless ZITADEL_URL names a real one, the Zitadel stand-in. */
export async function startServers(): Promise<StartedServers> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  const sandbox = await startSandbox({ parts: ['n8n', 'directus12', 'zitadel'] });
  const { n8n, directus12, zitadel } = sandbox;
  const servers: TestServers = {
    zitadel: url && token ? { url, token } : { url: zitadel.url, token: zitadel.tokens.admin },
    directus: {
      url: directus12.url,
      adminToken: directus12.adminToken,
      adminEmail: directus12.adminEmail,
      adminPassword: directus12.adminPassword,
    },
    n8n: { url: n8n.url, email: n8n.email, password: n8n.password },
  };
  const file = join(sandbox.folder, 'servers.json');
  writeFileSync(file, JSON.stringify(servers));
  return { file, stop: () => sandbox.stop() };
}
