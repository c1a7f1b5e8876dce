import { readFileSync } from 'node:fs';

/** The servers that `npm test` started, or for Zitadel the one that ZITADEL_URL names. */
export interface TestServers {
  zitadel: { url: string; token: string };
  directus: { url: string; adminToken: string; adminEmail: string; adminPassword: string };
  n8n: { url: string; email: string; password: string };
}

/**
 * Finds the servers of this test run.
 *
 * @throws when the test was started without them: `npm test` starts them, `npm run test:servers` keeps them up
 */
export function testServers(): TestServers {
  const file = process.env.TEST_SERVERS;
  if (file === undefined) throw new Error('TEST_SERVERS is not set: run this test through "npm test"');
  return JSON.parse(readFileSync(file, 'utf8')) as TestServers;
}
