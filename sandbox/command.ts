import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { lastLines } from './log';
import { spawnTied, type User } from './tied';

/** How to run a command that ends by itself. */
export interface CommandOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Where its output is appended. */
  log: string;
  /** Who runs it; this process's own user without it. */
  user?: User;
}

/**
 * Runs a command to its end, its output going to a log file.
 * @throws with the last 40 lines of its output and the log's path when it fails
 */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
  mkdirSync(dirname(options.log), { recursive: true });
  const output = openSync(options.log, 'a');
  try {
    const child = spawnTied(command, args, { ...options, output });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (...end) => resolve(end));
    });
    if (code !== 0) {
      throw new Error(
        `"${[command, ...args].join(' ')}" failed (${signal ?? `exit code ${code}`}). The end of its output:\n` +
          `${lastLines(options.log)}\nAll of it is in ${options.log}`,
      );
    }
  } finally {
    closeSync(output);
  }
}
