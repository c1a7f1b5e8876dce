import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAlive } from './tied';

/**
 * Calls back when the program that started this one is gone: npm passes a signal on to its shell only, which ends
 * without telling what it runs.
 * @param gone called once
 */
export function watchStarter(gone: () => void): void {
  const starters = startersOf(process.pid, process.env.npm_lifecycle_event ? 3 : 1);
  const timer = setInterval(() => {
    if (starters.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

// Under npm these are the program that runs TypeScript, the shell, and npm.
function startersOf(pid: number, levels: number): number[] {
  const parent = levels > 0 ? parentOf(pid) : undefined;
  return parent === undefined || parent <= 1 ? [] : [parent, ...startersOf(parent, levels - 1)];
}

function parentOf(pid: number): number | undefined {
  if (pid === process.pid) return process.ppid;
  try {
    // The second field is the program's name in parentheses, which may itself hold spaces.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(parent);
  } catch {
    return parentByPs(pid);
  }
}

function parentByPs(pid: number): number | undefined {
  try {
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return undefined;
  }
}
