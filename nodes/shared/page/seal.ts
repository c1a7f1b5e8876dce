import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import type { JsonObject } from '../json';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HOUR = 3_600_000;
const PURPOSE = 'n8n-nodes-zitadel-directus page';

/** What a sealed state is good for, and nothing else. */
export interface Seal {
  /** Secret of the credential, which every process of n8n can read and no stored execution holds. */
  secret: string;
  executionId: string;
  /** Name or ID of the node that waits. */
  node: string;
  /** Who the page is about. */
  person: string;
}

/**
 * Encrypts what the next page needs, with AES-256-GCM under a key derived from the credential's secret. It can be opened
 * for the same execution, node and person only, in this hour and the next.
 *
 * @param now milliseconds since 1970
 * @returns base64url text
 */
export function seal(state: JsonObject, of: Seal, now = Date.now()): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(of), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(of, hourOf(now)));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(state), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/**
 * Opens what `seal` gave.
 *
 * @returns the state, or undefined where it is altered, of another execution, node or person, or too old
 */
export function unseal(sealed: string, of: Seal, now = Date.now()): JsonObject | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  return open(bytes, of, hourOf(now)) ?? open(bytes, of, hourOf(now) - 1);
}

function open(bytes: Buffer, of: Seal, hour: number): JsonObject | undefined {
  const start = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, keyOf(of), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo(of, hour));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

function keyOf({ secret, executionId }: Seal): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, executionId, PURPOSE, 32));
}

function boundTo({ executionId, node, person }: Seal, hour: number): Buffer {
  return Buffer.from(JSON.stringify([executionId, node, person, hour]));
}

function hourOf(now: number): number {
  return Math.floor(now / HOUR);
}
