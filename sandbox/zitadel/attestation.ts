import { createHash, createPublicKey } from 'node:crypto';
import { type Cbor, decodeCbor } from './cbor';
import { child, type JsonObject, text } from './json-object';

/** What an authenticator answered to a registration, read but not yet checked. */
export interface Attestation {
  credentialId: string;
  clientData: { type?: unknown; challenge?: unknown; origin?: unknown };
  format: Cbor | undefined;
  /** SHA-256 of the domain it was made for. */
  domainHash: Buffer;
  userIsPresent: boolean;
  userIsVerified: boolean;
}

/** What the answer has to fit. */
export interface Challenge {
  challenge: string;
  domain: string;
}

// Relying party's hash, flags, counter, AAGUID, then the credential: the length of its id, its id, its public key.
const flagsAt = 32;
const idLengthAt = 53;
const idAt = 55;
const userPresent = 0x01;
const userVerified = 0x04;
const hasCredential = 0x40;

/**
 * Reads a `publicKeyCredential`.
 * @throws Error when it is not the answer of an authenticator at all
 */
export function readAttestation(credential: JsonObject): Attestation {
  const response = child(credential, 'response') ?? {};
  const clientData = JSON.parse(fromBase64Url(text(response, 'clientDataJSON')).toString('utf8')) as unknown;
  if (typeof clientData !== 'object' || clientData === null) throw new Error('no client data');
  const attestation = decodeCbor(fromBase64Url(text(response, 'attestationObject'))).value;
  const authData = attestation instanceof Map ? attestation.get('authData') : undefined;
  if (!(attestation instanceof Map) || !Buffer.isBuffer(authData)) throw new Error('no authenticator data');
  const flags = authData.readUInt8(flagsAt);
  if ((flags & hasCredential) === 0) throw new Error('no credential in the authenticator data');
  const keyAt = idAt + authData.readUInt16BE(idLengthAt);
  const credentialId = authData.subarray(idAt, keyAt).toString('base64url');
  const ids = [text(credential, 'id'), text(credential, 'rawId')];
  if (ids.some((id) => id !== credentialId) || text(credential, 'type') !== 'public-key') {
    throw new Error('the credential is not the one in the authenticator data');
  }
  checkPublicKey(decodeCbor(authData, keyAt).value);
  return {
    credentialId,
    clientData,
    format: attestation.get('fmt'),
    domainHash: authData.subarray(0, flagsAt),
    userIsPresent: (flags & userPresent) !== 0,
    userIsVerified: (flags & userVerified) !== 0,
  };
}

/** Whether an answer belongs to a challenge, its domain and a person who was there. */
export function answersChallenge(attestation: Attestation, { challenge, domain }: Challenge): boolean {
  const { clientData, domainHash, format, userIsPresent, userIsVerified } = attestation;
  return (
    clientData.type === 'webauthn.create' &&
    clientData.challenge === challenge &&
    isOriginOf(domain, clientData.origin) &&
    domainHash.equals(createHash('sha256').update(domain).digest()) &&
    format === 'none' &&
    userIsPresent &&
    userIsVerified
  );
}

// A COSE key on the curve P-256, the one kind that was recorded.
function checkPublicKey(key: Cbor): void {
  if (!(key instanceof Map) || key.get(1) !== 2 || key.get(3) !== -7 || key.get(-1) !== 1) {
    throw new Error('not a P-256 key');
  }
  const coordinate = (name: number): string => {
    const value = key.get(name);
    return Buffer.isBuffer(value) ? value.toString('base64url') : '';
  };
  createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: coordinate(-2), y: coordinate(-3) }, format: 'jwk' });
}

function isOriginOf(domain: string, origin: unknown): boolean {
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}

function fromBase64Url(value: string): Buffer {
  if (!/^[\w-]+$/.test(value)) throw new Error('not base64url');
  return Buffer.from(value, 'base64url');
}
