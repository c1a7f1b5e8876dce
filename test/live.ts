import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inRoot, jestEnvironment, run } from './command';
import { startServers } from './servers';

/** Runs the triggers and the waiting pages in n8n and Directus of their own, which restart and take minutes. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-live-'));
  await run([inRoot('scripts', 'build.mjs')]);
  const servers = await startServers();
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  try {
    const env = { ...jestEnvironment(folder), TEST_SERVERS: servers.file };
    process.exitCode = await run([jest, '--runInBand', '--selectProjects', 'live'], env);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
