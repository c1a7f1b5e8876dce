import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** A file of this package, or of a package it uses. */
export const inRoot = (...path: string[]): string => join(ROOT, ...path);

/** What a Jest process needs; the engine that tests run nodes in keeps its settings in `folder` instead of the home folder. */
export function jestEnvironment(folder: string): Record<string, string> {
  return { N8N_USER_FOLDER: folder, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
}

/**
 * Runs a script with Node in the package's folder.
 *
 * @param command the script and its arguments
 * @param isQuiet whether its standard output is dropped
 * @returns the exit code
 */
export function run(command: string[], env: Record<string, string> = {}, isQuiet = false): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
