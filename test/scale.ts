import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inRoot, jestEnvironment, run } from './command';
import { startServers } from './servers';

/** Items of each run, unless SCALE_ITEMS says otherwise. */
const ITEMS = '100000';

/** Runs the suites that look at the memory of very long runs, at full length. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-scale-'));
  await run([inRoot('scripts', 'build.mjs')]);
  const servers = await startServers();
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  try {
    const env = {
      SCALE_ITEMS: ITEMS,
      ...process.env,
      ...jestEnvironment(folder),
      TEST_SERVERS: servers.file,
    };
    const which = ['--selectProjects', 'integration', '--testPathPatterns', 'test/scale/'];
    process.exitCode = await run([jest, '--runInBand', ...which], env);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
