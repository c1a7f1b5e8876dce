import { readFileSync } from 'node:fs';

/** A Directus and its administrator. */
export interface DirectusServer {
  url: string;
  adminToken: string;
  adminEmail: string;
  adminPassword: string;
  /** File with every e-mail that it would have sent. */
  mail: string;
}

/** The servers that `npm test` started, or for Zitadel the one that ZITADEL_URL names. */
export interface TestServers {
  zitadel: { url: string; token: string };
  directus: DirectusServer;
  /** Another one of the same version, with the licence's few seats, collections and flows to itself. */
  directus12: DirectusServer;
  /** The last one with webhooks, comments in the activity and hashing. */
  directus10: DirectusServer;
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
