import { InputError } from './errors';
import type { Json, JsonObject } from './json';
import { describe } from './parse';

const PERIOD_SECONDS = 30;
/** A code made with less time left than this may be stale when it arrives. */
const LEAST_SECONDS_LEFT = 3;
const SIX_DIGITS = /^[0-9]{6}$/;
const BASE32 = /^[A-Z2-7]+$/;

/**
 * Checks the code or the secret in a request of an operation with a `CodeSource`, before anything is sent.
 *
 * @param body the part of the request that holds both fields
 * @param source where they are
 * @returns the body with the secret in its plain form (upper case, no spaces)
 * @throws InputError for a missing code, one that is not six digits, or a secret that is not base32
 */
export function checkCode(body: JsonObject, source: CodeSource): JsonObject {
  const { field, secretField, sendSecret, optional = false } = source;
  const code = given(body[field]);
  const secret = given(body[secretField]);
  if (code !== undefined && secret !== undefined && !sendSecret) {
    throw new InputError(
      `${field} and ${secretField} are both given`,
      `Write the six digits into ${field}, or the TOTP secret into ${secretField}, not both.`,
    );
  }
  if (code === undefined && secret === undefined && !optional) {
    throw new InputError(
      `${field} is required`,
      `Write the six digits that the authenticator app shows, or give ${secretField} to have them made.`,
    );
  }
  const checked = { ...body };
  if (code === undefined) delete checked[field];
  else checked[field] = checkDigits(field, code);
  if (secret === undefined) delete checked[secretField];
  else checked[secretField] = checkSecret(secretField, secret);
  return checked;
}

/**
 * Puts the code of this moment into a checked body that has a secret instead. Waits for the next period when this one
 * is about to end.
 *
 * @returns the body to send
 */
export async function fillCode(
  body: JsonObject,
  source: CodeSource,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const { field, secretField, sendSecret } = source;
  const { [secretField]: secret, ...rest } = body;
  if (typeof secret !== 'string') return body;
  const code = body[field] ?? (await currentCode(secret, signal));
  return sendSecret ? { ...rest, [secretField]: secret, [field]: code } : { ...rest, [field]: code };
}

/**
 * The TOTP code of this moment (RFC 6238: SHA-1, 30 seconds, 6 digits).
 *
 * @param secret base32 as `checkSecret` gives it
 */
export async function currentCode(secret: string, signal?: AbortSignal): Promise<string> {
  const secondsLeft = PERIOD_SECONDS - ((Date.now() / 1000) % PERIOD_SECONDS);
  if (secondsLeft < LEAST_SECONDS_LEFT) await pause(secondsLeft * 1000 + 50, signal);
  const { createGuardrails, generate } = await import('otplib');
  // Short secrets are weak but real: services hand them out, and the code must still match theirs.
  const guardrails = createGuardrails({ MIN_SECRET_BYTES: 1, MAX_SECRET_BYTES: 256 });
  return await generate({ secret, guardrails });
}

/**
 * Checks that text is a code.
 *
 * @returns the six digits
 * @throws InputError that names the field, never the code
 */
export function checkDigits(field: string, value: Json): string {
  const digits = typeof value === 'number' && value >= 100000 ? String(value) : value;
  // Apps show a code in two groups.
  const plain = typeof digits === 'string' ? digits.replace(/[\s-]/g, '') : '';
  if (SIX_DIGITS.test(plain)) return plain;
  throw new InputError(
    `${field} must be six digits, got ${typeof value === 'string' ? `${value.length} characters` : describe(value)}`,
    'Write the code as text, e.g. "012345": as a number it would lose leading zeros.',
  );
}

/**
 * As `checkSecret`, for a secret that a service is to keep: an otpauth address is taken for the secret in it.
 *
 * @returns the secret in upper case without spaces or padding
 * @throws InputError that names the field, never the secret, also for an address whose codes the service could not check
 */
export function checkStoredSecret(field: string, value: Json): string {
  if (typeof value !== 'string' || !/^\s*otpauth:/i.test(value)) return checkSecret(field, value);
  const address = URL.canParse(value.trim()) ? new URL(value.trim()) : undefined;
  const option = (name: string): string | undefined => address?.searchParams.get(name)?.toUpperCase();
  const isUsual =
    address?.host === 'totp' &&
    (option('algorithm') ?? 'SHA1') === 'SHA1' &&
    (option('digits') ?? '6') === '6' &&
    (option('period') ?? '30') === '30';
  if (isUsual) return checkSecret(field, option('secret') ?? '');
  throw new InputError(
    `${field} is an otpauth address for codes of another kind`,
    'Only TOTP with SHA1, 6 digits and 30 seconds can be taken over: have the person register anew.',
  );
}

/**
 * Checks that text is a base32 secret. Spaces, hyphens, padding and lower case, as apps show them, are put right.
 *
 * @returns the secret in upper case without spaces or padding
 * @throws InputError that names the field, never the secret
 */
export function checkSecret(field: string, value: Json): string {
  if (typeof value === 'string') {
    const plain = value.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
    if (BASE32.test(plain) && ![1, 3, 6].includes(plain.length % 8)) return plain;
  }
  throw new InputError(
    `${field} is not a base32 secret`,
    'Use the secret that registering gave: letters A to Z and digits 2 to 7, not the otpauth address.',
  );
}

function given(value: Json | undefined): Json | undefined {
  return value === '' || value === null ? undefined : value;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/**
 * A one-time code that an operation takes: from the user, or made from a TOTP secret at the moment of sending.
 *
 * @example { field: 'code', secretField: 'secret', sendSecret: false }
 */
export interface CodeSource {
  /** Request field that holds the six digits. */
  field: string;
  /** Request field that holds the base32 secret to make the code from. */
  secretField: string;
  /** Whether the service wants the secret as well; when not, it stays here. */
  sendSecret: boolean;
  /** Whether the call also works without any code. */
  optional?: boolean;
}
