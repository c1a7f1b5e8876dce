import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import { parseObject, text } from '../../shared/parse';

/** Path of the token endpoint. */
export const TOKEN_PATH = '/oauth/v2/token';

const KEY_HINT =
  'Paste the whole text of the JSON file that Zitadel gave when the key of the service user was made: it begins with { and has "type": "serviceaccount".';
const SCOPE = 'openid urn:zitadel:iam:org:project:id:zitadel:aud';
/** How long an assertion is good for; Zitadel takes at most an hour. */
const ASSERTION_SECONDS = 300;
/** How far the clock here may be ahead: Zitadel refuses what was issued in its future. */
const SKEW_SECONDS = 120;

/** How a program gets a token. */
export interface Grant {
  /** The same for the same user and key, so that tokens can be kept. It may hold a secret: hash it. */
  key: string;
  /** Body of a token request, made anew for each. */
  form(): Record<string, string>;
}

/**
 * The grant of a credential that does not hold a token itself.
 *
 * @param origin scheme and external domain of the instance, which the assertion is for
 * @returns undefined for a personal access token
 * @throws InputError for what is missing or malformed in the credential
 */
export function grantOf(credential: ICredentialDataDecryptedObject, origin: string): Grant | undefined {
  if (credential.authentication === 'serviceUserKey') return serviceUserKey(credential, origin);
  if (credential.authentication === 'clientCredentials') return clientCredentials(credential);
  return undefined;
}

/**
 * A field of a credential that must have a value.
 *
 * @throws InputError that names the field and says `hint`
 */
export function required(field: string, value: unknown, hint: string): string {
  const given = text(`${field} in the credential`, value).trim();
  if (given === '') throw new InputError(`${field} in the credential is empty`, hint);
  return given;
}

function serviceUserKey(credential: ICredentialDataDecryptedObject, audience: string): Grant {
  const { userId, keyId, key } = readKeyFile(required('Key', credential.key, KEY_HINT));
  const privateKey = readPrivateKey(key);
  const form = (): Record<string, string> => ({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    scope: SCOPE,
    assertion: assertionOf({ userId, keyId, privateKey, audience }),
  });
  // With the private key in it: who knows the IDs alone must not get a token that another credential has fetched.
  return { key: `key ${userId} ${keyId} ${key}`, form };
}

interface KeyFile {
  userId: string;
  keyId: string;
  /** The private key as PEM. */
  key: string;
}

/** The text of a key file, which Add Key returns as base64. */
function keyFileText(given: string): string {
  const decoded = given.startsWith('{') ? given : Buffer.from(given, 'base64').toString('utf8').trim();
  return decoded.startsWith('{') ? decoded : given;
}

function readKeyFile(given: string): KeyFile {
  const content = keyFileText(given);
  if (!content.startsWith('{')) throw new InputError('Key in the credential is not the JSON file', KEY_HINT);
  const file = parseObject('Key in the credential', content);
  if (file.type === 'application' || (file.appId !== undefined && file.userId === undefined)) {
    throw new InputError('Key in the credential is of an application, not of a service user', KEY_HINT);
  }
  const expires = Date.parse(text('Key (expirationDate) in the credential', file.expirationDate));
  if (expires < Date.now()) {
    const date = new Date(expires).toISOString();
    throw new InputError(
      `Key in the credential expired on ${date}`,
      'Make a new key and paste its JSON file.',
    );
  }
  return {
    userId: required('Key (userId)', file.userId, KEY_HINT),
    keyId: required('Key (keyId)', file.keyId, KEY_HINT),
    key: required('Key (key)', file.key, KEY_HINT),
  };
}

function clientCredentials(credential: ICredentialDataDecryptedObject): Grant {
  const hint = 'Write what Zitadel showed when the secret was made.';
  const clientId = required('Client ID', credential.clientId, hint);
  const clientSecret = required('Client Secret', credential.clientSecret, hint);
  const form = (): Record<string, string> => ({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: SCOPE,
  });
  return { key: `client ${clientId} ${clientSecret}`, form };
}

/** A JWT that the user signs for itself (RFC 7523), RS256. */
function assertionOf(user: {
  userId: string;
  keyId: string;
  privateKey: KeyObject;
  audience: string;
}): string {
  const { userId, keyId, privateKey, audience } = user;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: userId,
    sub: userId,
    aud: audience,
    iat: now - SKEW_SECONDS,
    exp: now + ASSERTION_SECONDS,
  };
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`;
  return `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), privateKey).toString('base64url')}`;
}

function readPrivateKey(pem: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Told below, without what the library says: it may quote the key.
  }
  if (key?.asymmetricKeyType === 'rsa') return key;
  throw new InputError('Key in the credential holds no RSA private key', KEY_HINT);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
