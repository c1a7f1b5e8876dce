import { readFileSync } from 'node:fs';

/**
 * The end of a log file.
 * @param file the log; a missing one reads as empty
 * @param count how many lines
 */
export function lastLines(file: string, count = 40): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
