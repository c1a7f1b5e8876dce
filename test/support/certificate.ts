import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** A certificate and its key, in PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const DAY = 24 * 60 * 60 * 1000;

// Object identifiers, in DER.
const ECDSA_WITH_SHA256 = der(0x30, hex('06082a8648ce3d040302'));
const COMMON_NAME = hex('0603550403');
const SUBJECT_ALT_NAME = hex('0603551d11');
const BASIC_CONSTRAINTS = hex('0603551d13');

/** What a certificate may be like. */
export interface CertificateSettings {
  /** Names that it is for; beside 127.0.0.1 unless it is for others only. */
  hosts?: string[];
  isForOthersOnly?: boolean;
  /** Days from now when it begins and ends. */
  begins?: number;
  ends?: number;
}

/** Makes a self-signed certificate, its own authority, for one day unless said otherwise (RFC 5280). */
export function selfSigned({
  hosts = ['localhost'],
  isForOthersOnly = false,
  begins = -1,
  ends = 1,
}: CertificateSettings = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const content = der(
    0x30,
    der(0xa0, hex('020102')),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    name('localhost'),
    der(0x30, time(Date.now() + begins * DAY), time(Date.now() + ends * DAY)),
    name('localhost'),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, alternativeNames(hosts, isForOthersOnly), authority())),
  );
  const signed = der(0x30, content, ECDSA_WITH_SHA256, bitString(sign(content, privateKey)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

function sign(content: Buffer, key: KeyObject): Buffer {
  return createSign('sha256').update(content).sign(key);
}

function name(commonName: string): Buffer {
  return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function alternativeNames(hosts: string[], isForOthersOnly: boolean): Buffer {
  const hostNames = hosts.map((host) => der(0x82, Buffer.from(host)));
  const addresses = isForOthersOnly ? [] : [der(0x87, Buffer.from([127, 0, 0, 1]))];
  const names = der(0x30, ...hostNames, ...addresses);
  return der(0x30, SUBJECT_ALT_NAME, der(0x04, names));
}

function authority(): Buffer {
  return der(0x30, BASIC_CONSTRAINTS, der(0x04, der(0x30, hex('0101ff'))));
}

function bitString(content: Buffer): Buffer {
  return der(0x03, Buffer.from([0]), content);
}

/** A value in DER: its tag, its length, its content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}
