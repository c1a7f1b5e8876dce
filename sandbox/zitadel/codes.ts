import { randomInt } from 'node:crypto';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A code of the kind that is sent to people. */
export function newCode(length = 6): string {
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
}
