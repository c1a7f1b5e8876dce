import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file that a child sends to Directus and back. */
export interface LargeFile {
  url: string;
  token: string;
  /** Operation of the resource "files" that uploads it. */
  operation: string;
  megabytes: number;
  /** Where n8n keeps the content of binary fields. */
  folder: string;
}

/** What the file took. */
export interface LargeFileResult {
  /** Bytes that the process grew by at most. */
  growth: number;
  /** Whether the file came back as it was. */
  same: boolean;
}

/** Sends a large file to Directus and back in a process of its own. */
export async function sendLargeFile(file: Omit<LargeFile, 'folder'>): Promise<LargeFileResult> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-large-file-'));
  try {
    const task: LargeFile = { ...file, folder };
    const child = join(__dirname, 'large-file-child.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', '--expose-gc', '--import', 'tsx', child, JSON.stringify(task)],
      { env: { ...process.env, NODE_OPTIONS: '', N8N_USER_FOLDER: folder } },
    );
    return JSON.parse(stdout) as LargeFileResult;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
