import { spawn, type ChildProcess } from 'node:child_process';

const running = new Set<number>();
const deadly = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A user of this machine, by number. */
export interface User {
  uid: number;
  gid: number;
}

/** Where a child runs, and as whom. */
export interface TiedOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** This process's own user without it. */
  user?: User;
  /** The open file that takes its output. */
  output: number;
}

// The first part waits for the end of a pipe that only this process holds open: it closes however this process ends.
const tie = '(read -r _ <&3; kill -9 -$$) & exec "$0" "$@" 3<&-';

/** Starts a child in a process group of its own, of which nothing outlives this process, not even when that is killed. */
export function spawnTied(command: string, args: string[], options: TiedOptions): ChildProcess {
  const { cwd, env, output, user } = options;
  const child = spawn('/bin/sh', ['-c', tie, command, ...args], {
    cwd,
    env,
    stdio: ['ignore', output, output, 'pipe'],
    detached: true,
    ...user,
  });
  track(child);
  return child;
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Sends a signal to a child's whole process group, if anything of it is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

function track(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (running.size === 0) watchOwnEnd();
  running.add(pid);
  child.once('exit', () => {
    signalGroup(pid, 'SIGKILL');
    running.delete(pid);
    if (running.size === 0) unwatchOwnEnd();
  });
}

function watchOwnEnd(): void {
  process.on('exit', killAll);
  for (const signal of deadly) process.on(signal, endBySignal);
}

function unwatchOwnEnd(): void {
  process.off('exit', killAll);
  for (const signal of deadly) process.off(signal, endBySignal);
}

// A program with a handler of its own for the signal stops its servers itself.
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  unwatchOwnEnd();
  process.kill(process.pid, signal);
}

function killAll(): void {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
}
