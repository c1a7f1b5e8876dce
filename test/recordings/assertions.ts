import { sign } from 'node:crypto';

/** The key file of a service user, as addKey returns it. */
export interface KeyFile {
  keyId: string;
  key: string;
  userId: string;
}

interface Wrong {
  keyId?: string;
  audience?: string;
  issuedAt?: number;
  expires?: number;
}

const hour = 60 * 60;

/** What is special about the assertion of a step in the recording; the claims are not in it, only the step's name. */
const specialties: Record<string, (now: number) => Wrong> = {
  key: () => ({}),
  'key, wrong audience': () => ({ audience: 'http://another.example.org' }),
  'key, expired': (now) => ({ issuedAt: now - 2 * hour, expires: now - hour }),
  'key, unknown key id': () => ({ keyId: 'unknown' }),
  'key, valid for two hours': (now) => ({ expires: now + 2 * hour }),
};

/** Makes the assertion that a step of the token recording sends, or nothing when it sends none. */
export function makeAssertion(stepName: string, file: KeyFile, issuer: string): string | undefined {
  const now = Math.floor(Date.now() / 1000);
  const special = specialties[stepName]?.(now);
  if (!special) return undefined;
  const header = { alg: 'RS256', kid: special.keyId ?? file.keyId };
  const claims = {
    iss: file.userId,
    sub: file.userId,
    aud: special.audience ?? issuer,
    iat: special.issuedAt ?? now,
    exp: special.expires ?? now + hour,
  };
  const content = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${sign('sha256', Buffer.from(content), file.key).toString('base64url')}`;
}
