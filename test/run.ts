import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installParts } from '../sandbox/install';
import type { PartName } from '../sandbox/parts';
import { inRoot, jestEnvironment, run } from './command';
import { startServers } from './servers';

/** What a part of the run counted. */
interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const bin = (...path: string[]): string => inRoot('node_modules', ...path);

/** Checks that pass or fail as a whole. */
const CHECKS: Array<{ name: string; command: string[] }> = [
  { name: 'format', command: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'] },
  { name: 'lint', command: [inRoot('scripts', 'lint.mjs')] },
  { name: 'types', command: [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'build', command: [inRoot('scripts', 'build.mjs')] },
];

/** What single tests start for themselves, installed beforehand since that takes minutes. */
const PARTS: PartName[] = ['n8n', 'directus12', 'directus10', 'directus11', 'n8n1'];

/** What another database may answer in another way. */
const ON_POSTGRES = ['--testPathPatterns', 'directus/(operations/(operations|bulk)|batches|order)\\.test'];

/** Runs everything: checks, unit tests, recordings, integration and the workflows in the real n8n. */
async function main(): Promise<void> {
  const counts: Count[] = [];
  // Meanwhile: it is the network that takes its time. Where it fails, that is said when the checks are through.
  const installation = installParts(PARTS);
  installation.catch(() => undefined);
  for (const check of CHECKS) counts.push(await runCheck(check.name, check.command));
  // A real Zitadel is shared by the recordings, which turn features of the instance off and on.
  const workers = process.env.ZITADEL_URL === undefined ? '100%' : '1';
  counts.push(await runJest(['unit', 'recordings'], [`--maxWorkers=${workers}`]));
  await installation;
  const servers = await startServers();
  try {
    // One after the other: they share the servers.
    counts.push(await runJest(['integration', 'e2e', 'editor'], ['--runInBand'], servers.file));
    counts.push(await runJest(['integration'], ['--runInBand', ...ON_POSTGRES], servers.onPostgres));
  } finally {
    await servers.stop();
  }
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

async function runCheck(name: string, command: string[]): Promise<Count> {
  const began = Date.now();
  const status = await run(command);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${status === 0 ? 'PASS' : 'FAIL'} ${name} (${seconds} s)`);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

async function runJest(projects: string[], options: string[], servers?: string): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-test-'));
  const output = join(folder, 'results.json');
  const jest = [bin('jest', 'bin', 'jest.js'), '--json', `--outputFile=${output}`];
  try {
    const env = { ...jestEnvironment(folder), ...(servers !== undefined && { TEST_SERVERS: servers }) };
    // Jest writes its results to standard output as well as to the file.
    const status = await run([...jest, ...options, '--selectProjects', ...projects], env, true);
    return readCount(output, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest's counts; a test file that did not even load counts as one that failed. */
function readCount(file: string, status: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  const passed = results.numPassedTests ?? 0;
  const failed = (results.numFailedTests ?? 0) + (results.numRuntimeErrorTestSuites ?? 0);
  const skipped = (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, skipped };
}

main().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
});
