/** Seconds that a phone's clock may be off in either direction. */
const TOLERANCE_SECONDS = 30;
const SIX_DIGITS = /^[0-9]{6}$/;

/** The six digits of a code as people type it, with spaces or hyphens; undefined where it has not six. */
export function readDigits(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return SIX_DIGITS.test(digits) ? digits : undefined;
}

/** Whether a code is of a secret, now or in the period beside. */
export async function isRightCode(secret: string, code: string): Promise<boolean> {
  const { createGuardrails, verify } = await import('otplib');
  const guardrails = createGuardrails({ MIN_SECRET_BYTES: 1, MAX_SECRET_BYTES: 256 });
  const { valid } = await verify({ secret, token: code, epochTolerance: TOLERANCE_SECONDS, guardrails });
  return valid;
}
