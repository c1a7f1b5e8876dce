import { randomBytes } from 'node:crypto';

/** A text that no other test uses, for names. */
export function unique(): string {
  return `t${Date.now().toString(36)}${randomBytes(4).toString('hex')}`;
}
