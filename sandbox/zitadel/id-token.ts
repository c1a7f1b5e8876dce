import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

interface SigningKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

let key: SigningKey | undefined;

/** Signs the claims of an id token (RS256); its key is made on first use. */
export function signIdToken(claims: Record<string, unknown>): string {
  const { id, privateKey } = signingKey();
  const content = [{ alg: 'RS256', kid: id, typ: 'JWT' }, claims].map(encode).join('.');
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}

/** The public keys that check id tokens, as a JSON Web Key Set. */
export function publicKeys(): Record<string, unknown> {
  const { id, publicKey } = signingKey();
  return { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: id, alg: 'RS256' }] };
}

function signingKey(): SigningKey {
  if (!key) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const id = createHash('sha256')
      .update(pair.publicKey.export({ format: 'der', type: 'spki' }))
      .digest('hex');
    key = { ...pair, id: id.slice(0, 18) };
  }
  return key;
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
