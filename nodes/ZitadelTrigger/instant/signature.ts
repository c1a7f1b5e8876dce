import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signature may be, and how far ahead, in seconds. */
export const TOLERANCE = 300;

/**
 * Checks the signature of a delivery: `t=<seconds>,v1=<hex>[,v1=<hex>]`, HMAC-SHA256 over `<t>.<body>`.
 *
 * @param header the header `zitadel-signature`
 * @param body the bytes as they came
 * @param keys any of them may have been used
 * @param now milliseconds since 1970
 * @returns the time it was signed, in seconds; undefined where it is missing, malformed, wrong or too old
 */
export function checkSignature(
  header: unknown,
  body: Buffer,
  keys: readonly string[],
  now = Date.now(),
): number | undefined {
  const parts = typeof header === 'string' ? header.split(',') : [];
  const time = /^t=(\d{1,12})$/.exec(parts[0] ?? '')?.[1];
  if (time === undefined || Math.abs(now / 1000 - Number(time)) > TOLERANCE) return undefined;
  const given = parts.slice(1).flatMap((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? []);
  const usable = keys.filter((key) => key !== '');
  const right = usable.map((key) => createHmac('sha256', key).update(`${time}.`).update(body).digest());
  const matches = given.filter(
    (value) => right.filter((one) => timingSafeEqual(one, Buffer.from(value, 'hex'))).length > 0,
  );
  return matches.length > 0 ? Number(time) : undefined;
}
