import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachePath } from './cache';
import { isAlive } from './tied';

const beat = 5_000;
const silence = 60_000;
const owner = JSON.stringify({ pid: process.pid, host: hostname() });

/**
 * Runs a piece of work while no other process (nor other caller in this one) does work of the same name.
 * @param name what is guarded; becomes a file name
 * @param work what to do with the lock held
 * @param onWait called once when somebody else holds the lock
 * @returns what the work returns; throws what it throws
 */
export async function withLock<T>(name: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  const file = cachePath('locks', `${name}.lock`);
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; !take(file); waited = true) {
    if (!waited) onWait?.();
    await sleep(200);
  }
  const pulse = setInterval(() => touch(file), beat);
  pulse.unref();
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    if (isOwn(file)) rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isStale(file)) clear(file);
    return false;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The lock is gone only when the whole cache was removed: there is nothing left to guard.
  }
}

function isStale(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > silence) return true;
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; host: string };
    return holder.host === hostname() && !isAlive(holder.pid);
  } catch {
    return false;
  }
}

// Renaming first lets only one of several waiting processes remove a given lock.
function clear(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (!isStale(aside)) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function isOwn(file: string): boolean {
  try {
    return readFileSync(file, 'utf8') === owner;
  } catch {
    return false;
  }
}
