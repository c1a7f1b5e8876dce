import { createHmac, randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import jsQR from 'jsqr';
import type { IBinaryData } from 'n8n-workflow';
import { PNG } from 'pngjs';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD_SECONDS = 30;
/** Directus takes a code in its own period alone, and a busy machine is slow. */
const SPARE_SECONDS = 6;

/** The code that a TOTP secret gives now (RFC 6238). */
export function codeOf(secret: string, shift = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / PERIOD_SECONDS) + shift));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  const digits = (hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return String(digits).padStart(6, '0');
}

/** Waits, where a code of now would be of the period before by the time that a server sees it. */
export async function untilCodeLasts(): Promise<void> {
  const left = PERIOD_SECONDS - ((Date.now() / 1000) % PERIOD_SECONDS);
  if (left < SPARE_SECONDS) await wait(left * 1000 + 100);
}

/** Six digits that a TOTP secret gives neither now nor in the periods beside it. */
export function wrongCodeOf(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((shift) => codeOf(secret, shift));
  const candidates = Array.from({ length: 10 }, (_, digit) => String(digit).repeat(6));
  return candidates.find((candidate) => !right.includes(candidate)) ?? '';
}

/** A TOTP secret of 160 bits, in base32. */
export function newSecret(): string {
  return Array.from({ length: 32 }, () => ALPHABET[randomInt(32)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/**
 * Reads the QR code in a PNG as a phone would.
 *
 * @throws where there is none
 */
export function readQrCode(binary: IBinaryData | undefined): string {
  if (binary?.mimeType !== 'image/png') throw new Error('no PNG');
  const { data, width, height } = PNG.sync.read(Buffer.from(binary.data, 'base64'));
  const found = jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' });
  if (found === null) throw new Error('no QR code in the picture');
  return found.data;
}
