import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Compares a secret in constant time.
 *
 * @param given what came with a request; anything but text is wrong
 * @param expected the secret; where there is none, all are wrong
 */
export function isSecret(given: unknown, expected: unknown): boolean {
  if (typeof given !== 'string' || typeof expected !== 'string' || expected === '') return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
