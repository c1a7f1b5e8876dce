import { verify } from 'node:crypto';
import { isObject, type JsonObject } from './json-object';

export interface JsonWebToken {
  header: JsonObject;
  claims: JsonObject;
  /** Whether a public key (PEM) checks the signature. */
  isSignedBy(publicKey: string): boolean;
}

/** Reads a token signed with RS256, or nothing when it is no such token. The signature is left to the caller. */
export function readToken(text: string): JsonWebToken | undefined {
  const [header = '', claims = '', signature = ''] = text.split('.');
  const [readHeader, readClaims] = [header, claims].map(decode);
  if (!readHeader || !readClaims || readHeader.alg !== 'RS256') return undefined;
  return {
    header: readHeader,
    claims: readClaims,
    isSignedBy: (publicKey) =>
      verify('sha256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url')),
  };
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
