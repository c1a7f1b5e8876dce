import { ask } from './admin-api';
import type { TestServer } from './server';

/** What the instance of a recording had seen before, by scenario. */
const preparations: Record<string, ((server: TestServer) => Promise<unknown>) | undefined> = {
  // It was recorded after the scenario that turns this feature on.
  'newer-services': (server) => ask(server, 'PUT', '/v2/features/instance', { userSchema: true }),
};

/** Brings the server to where it was when a scenario was recorded. */
export async function prepare(server: TestServer, scenario: string): Promise<void> {
  await preparations[scenario]?.(server);
}
