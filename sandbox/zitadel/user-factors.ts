import type { JsonObject } from './json-object';
import type { User } from './user';

const ready = 'AUTH_FACTOR_STATE_READY';
const notReady = 'AUTH_FACTOR_STATE_NOT_READY';

/** The second factors of a user in the order the server lists them, each with its place in an AuthFactor. */
const kinds: readonly { field: string; type: string; state: (user: User) => string | undefined }[] = [
  {
    field: 'otp',
    type: 'AUTHENTICATION_METHOD_TYPE_TOTP',
    state: ({ human }) => human?.totp && (human.totp.isVerified ? ready : notReady),
  },
  {
    field: 'otpSms',
    type: 'AUTHENTICATION_METHOD_TYPE_OTP_SMS',
    state: ({ human }) => (human?.otpSms ? ready : undefined),
  },
  {
    field: 'otpEmail',
    type: 'AUTHENTICATION_METHOD_TYPE_OTP_EMAIL',
    state: ({ human }) => (human?.otpEmail ? ready : undefined),
  },
];

/** A user's second factors as messages, set up or not yet verified. */
export function listFactors(user: User): JsonObject[] {
  return kinds.flatMap(({ field, state }) => {
    const found = state(user);
    return found === undefined ? [] : [{ state: found, [field]: {} }];
  });
}

/** The ways a user can sign in: the password and every factor that is ready. */
export function listMethodTypes(user: User): string[] {
  const password = user.human?.password ? ['AUTHENTICATION_METHOD_TYPE_PASSWORD'] : [];
  return [...password, ...kinds.filter(({ state }) => state(user) === ready).map(({ type }) => type)];
}
