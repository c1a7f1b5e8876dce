import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inRoot, jestEnvironment, run } from './command';
import { startServers } from './servers';

/** How much each suite does, unless the environment says otherwise. */
const LENGTHS = {
  /** Items of each operation with faults in between. */
  RELIABILITY_ITEMS: '10000',
  /** Sets of parameters that no form expects. */
  RELIABILITY_INPUTS: '2000',
};

/** Runs the suites that count what became of each item, at full length. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-reliability-'));
  await run([inRoot('scripts', 'build.mjs')]);
  const servers = await startServers();
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  try {
    const env = {
      ...LENGTHS,
      ...process.env,
      ...jestEnvironment(folder),
      TEST_SERVERS: servers.file,
    };
    const which = ['--selectProjects', 'integration', '--testPathPatterns', 'test/reliability/'];
    process.exitCode = await run([jest, '--runInBand', ...which], env);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
