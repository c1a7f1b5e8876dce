import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inRoot, jestEnvironment, run } from './command';

const HOW_TO = `Set ZITADEL_URL and ZITADEL_TOKEN to replay the recordings against a Zitadel of your own:
  ZITADEL_URL    its address, e.g. http://localhost:8080
  ZITADEL_TOKEN  a personal access token of a service user with the role IAM_OWNER
It should be a fresh one (version 4) with the external domain "localhost", on this machine, and HTTPClient.DenyList in
its configuration should let localhost pass. The replay leaves users, projects and organizations behind.`;

/** Replays the recordings against a Zitadel, over each transport and through the node. Returns the exit code. */
async function main(): Promise<number> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  if (!url || !token) {
    console.error(HOW_TO);
    return 2;
  }
  const built = await run([inRoot('scripts', 'build.mjs')]);
  if (built !== 0) return built;
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-zitadel-'));
  try {
    // One after the other: the scenarios turn features of the instance off and on.
    const jest = [
      inRoot('node_modules', 'jest', 'bin', 'jest.js'),
      '--selectProjects',
      'recordings',
      '--runInBand',
    ];
    return await run(jest, jestEnvironment(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
