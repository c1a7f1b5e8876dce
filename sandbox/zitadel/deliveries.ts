import { createHmac } from 'node:crypto';
import type { Headers } from './instance';
import type { Target } from './targets';

/** What a target answered; nothing when it could not be reached in time. */
export interface TargetAnswer {
  status: number;
  body: string;
}

/**
 * Sends a body to a target, signed with its key. It is sent once, whatever comes of it.
 * @param most how long it may take in milliseconds, where that is less than the target's own time
 */
export async function deliver(
  target: Target,
  content: object,
  most = Infinity,
): Promise<TargetAnswer | undefined> {
  const body = print(content);
  try {
    const response = await fetch(target.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': 'Go-http-client/1.1',
        'zitadel-signature': signature(target, body),
      },
      body,
      signal: AbortSignal.timeout(Math.min(most, Number(target.timeout.replace(/s$/, '')) * 1000)),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return undefined;
  }
}

/** The headers of a call that its targets are told, by the names that Go gives them. */
export function toldHeaders(headers: Headers, host: string): Record<string, string[]> {
  const contentType = headers('content-type');
  return { ...(contentType === undefined ? {} : { 'Content-Type': [contentType] }), Host: [host] };
}

function signature({ signingKey }: Target, body: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', signingKey).update(`${seconds}.${body}`).digest('hex')}`;
}

// As Go prints it, with the characters escaped that mean something in HTML.
function print(content: object): string {
  const escape = (character: string): string => `\\u00${character.charCodeAt(0).toString(16)}`;
  return JSON.stringify(content).replace(/[<>&]/g, escape);
}
