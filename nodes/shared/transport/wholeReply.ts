import type { Readable } from 'node:stream';

import { ServiceError } from '../errors';
import { connectionError } from './connectionError';

const MIB = 1024 * 1024;

/** Longest reply that is taken as a whole, so that no server can fill the memory of n8n. */
export const MAX_REPLY_BYTES = 100 * MIB;

/**
 * The text of a reply that came as a stream.
 *
 * @param timeout milliseconds that it may take
 * @throws ServiceError where it is too long or takes too long
 */
export async function textOf(reply: Readable, timeout: number, address: string): Promise<string> {
  const timer = setTimeout(() => reply.destroy(connectionError('ETIMEDOUT', address)), timeout);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES) throw tooLarge(address, MAX_REPLY_BYTES);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString();
}

/** Whether axios gave a reply up because it is too long. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('maxContentLength ');
}

/** The error for a reply that is longer than this package takes. */
export function tooLarge(address: string, most: number): ServiceError {
  return new ServiceError({
    code: 'REPLY_TOO_LARGE',
    message: `The reply of ${address} has more than ${most / MIB} MiB (REPLY_TOO_LARGE)`,
    remedy: 'Ask for less at once: a smaller Limit, fewer fields, or a filter.',
  });
}
