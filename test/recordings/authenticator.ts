import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Json, JsonObject } from './recording';
import type { Values } from './values';

interface CreationOptions {
  challenge: string;
  rp: { id: string };
}

// User present, user verified, credential included.
const flags = 0x45;

/**
 * An authenticator in software: the credentials in the recordings belong to the challenges of their run, so a replay
 * needs one of its own.
 */
export class Authenticator {
  private options?: CreationOptions;

  /** @param origin where the browser would be: the server's own address */
  constructor(private readonly origin: string) {}

  /** Remembers the challenge of a registration when a reply has one. */
  note(reply: Json): void {
    if (!isObject(reply) || !isObject(reply.publicKeyCredentialCreationOptions)) return;
    this.options = reply.publicKeyCredentialCreationOptions.publicKey as unknown as CreationOptions;
  }

  /** The request with its recorded credential, if it has one, made anew for the last challenge. */
  answer<T extends Json | undefined>(request: T, values: Values): T {
    if (!isObject(request) || !isObject(request.publicKeyCredential)) return request;
    const recorded = request.publicKeyCredential;
    if (recorded.response === undefined || !this.options) return request;
    const credential = createCredential(this.options, this.origin);
    const name = /^\{\{(\w+)\}\}$/.exec(String(recorded.id))?.[1];
    if (name !== undefined) values[name] = String(credential.id);
    return Object.assign({}, request, { publicKeyCredential: credential });
  }
}

function createCredential({ challenge, rp }: CreationOptions, origin: string): JsonObject {
  const id = randomBytes(32);
  const clientData = { type: 'webauthn.create', challenge, origin, crossOrigin: false };
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const authData = Buffer.concat([
    createHash('sha256').update(rp.id).digest(),
    Buffer.from([flags]),
    // The counter and the authenticator's model, both zero.
    Buffer.alloc(4 + 16),
    length,
    id,
    publicKey(),
  ]);
  const attestation = Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    bytes(authData),
  ]);
  return {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    response: {
      attestationObject: attestation.toString('base64url'),
      clientDataJSON: Buffer.from(JSON.stringify(clientData)).toString('base64url'),
    },
  };
}

// COSE, as a CBOR map: key type EC2, algorithm ES256, curve P-256, then the coordinates.
function publicKey(): Buffer {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
}

// CBOR of a text shorter than 24 bytes.
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

// CBOR of 24 to 255 bytes.
function bytes(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x58, value.length]), value]);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
