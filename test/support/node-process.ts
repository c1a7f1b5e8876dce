import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from './engine';

/** What a node put out in a process of its own. */
export interface ProcessResult {
  rows: IDataObject[];
  error?: string;
}

/** Runs a node in n8n's engine in a process of its own: nothing is kept from one such run to another. */
export async function runInProcess(run: NodeRun): Promise<ProcessResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--import', 'tsx', join(__dirname, 'node-child.ts'), JSON.stringify(run)],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return JSON.parse(stdout) as ProcessResult;
}
