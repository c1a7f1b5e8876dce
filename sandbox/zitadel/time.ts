/** The time now as the server prints it: ISO with microseconds. */
export function now(): string {
  const milliseconds = performance.timeOrigin + performance.now();
  const microseconds = Math.floor((milliseconds % 1) * 1000);
  return new Date(milliseconds).toISOString().replace('Z', `${String(microseconds).padStart(3, '0')}Z`);
}

/** The time some seconds from now, in the same form. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

/** Whether a time has passed. */
export function isPast(time: string): boolean {
  return Date.parse(time) <= Date.now();
}
