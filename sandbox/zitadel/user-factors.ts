import type { JsonObject } from './json-object';
import type { Human, User } from './user';
import type { WebAuthnToken } from './webauthn-tokens';

const ready = 'AUTH_FACTOR_STATE_READY';
const notReady = 'AUTH_FACTOR_STATE_NOT_READY';

/** The ways to sign in, in the order the server lists them, each with the test whether a person has it ready. */
const methodTypes: readonly (readonly [type: string, isReady: (human: Human) => boolean])[] = [
  ['PASSWORD', ({ password }) => password !== undefined],
  ['PASSKEY', ({ webAuthn }) => webAuthn.some(isReady('passkey'))],
  ['IDP', ({ idpLinks }) => idpLinks.length > 0],
  ['TOTP', ({ totp }) => totp?.isVerified === true],
  ['U2F', ({ webAuthn }) => webAuthn.some(isReady('u2f'))],
  ['OTP_SMS', ({ otpSms }) => otpSms],
  ['OTP_EMAIL', ({ otpEmail }) => otpEmail],
];

/** A user's second factors as messages, set up or not yet verified. */
export function listFactors({ human }: User): JsonObject[] {
  if (!human) return [];
  return [
    ...(human.totp ? [{ state: stateOf(human.totp), otp: {} }] : []),
    ...human.webAuthn
      .filter(({ kind }) => kind === 'u2f')
      .map((token) => ({ state: stateOf(token), u2f: { id: token.id, name: token.name } })),
    ...(human.otpSms ? [{ state: ready, otpSms: {} }] : []),
    ...(human.otpEmail ? [{ state: ready, otpEmail: {} }] : []),
  ];
}

/** The ways a user can sign in. */
export function listMethodTypes({ human }: User): string[] {
  if (!human) return [];
  return methodTypes
    .filter(([, isReadyFor]) => isReadyFor(human))
    .map(([type]) => `AUTHENTICATION_METHOD_TYPE_${type}`);
}

function isReady(kind: WebAuthnToken['kind']): (token: WebAuthnToken) => boolean {
  return (token) => token.kind === kind && token.isVerified;
}

function stateOf({ isVerified }: { isVerified: boolean }): string {
  return isVerified ? ready : notReady;
}
