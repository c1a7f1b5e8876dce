import { ServiceError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { retryAfterIn } from '../../shared/transport/retryAfter';
import { foreignRefusal } from '../../shared/transport/foreignReply';
import type { RestReply } from '../../shared/transport/rest';

const REMEDIES: Record<string, string> = {
  INVALID_OTP:
    'The account has 2FA on: give the six digits that its authenticator app shows now (otp), or the secret to make them from.',
  INVALID_CREDENTIALS: 'Check the token in the credential, or the e-mail address and password that sign in.',
  TOKEN_EXPIRED: 'The token has expired: make a new one.',
  USER_SUSPENDED:
    'The user is suspended or was signed in wrongly too often; an administrator can set it active.',
  FORBIDDEN:
    'Check the ID, and that the user of the credential may do this: Directus answers the same for what does not exist.',
  LIMIT_EXCEEDED:
    'The licence of this Directus allows no more of these. Without a licence, 3 users with app or admin access can be active: remove one, or add a licence.',
  RESOURCE_RESTRICTED: 'This Directus needs a licence for that.',
  RECORD_NOT_UNIQUE: 'Another record has this value already.',
  INVALID_FOREIGN_KEY: 'The record that a field points to does not exist: check the ID.',
  ROUTE_NOT_FOUND: 'Check the URL in the credential, and the version of Directus.',
  REQUESTS_EXCEEDED: 'Too many requests: lower Concurrency under Options, or wait.',
  INVALID_QUERY: 'Check the query.',
  LICENSE_INVALID: 'Check the licence key: it must be known, valid, and not in use by another project.',
  INVALID_PROVIDER_CONFIG:
    'The provider refused what Directus signs in with: check the access token, and the team or account in the options.',
  SERVICE_UNAVAILABLE:
    'A service that Directus needs could not be reached, or refused: the message says which and why.',
};

/** Directus has no codes of their own for some faults, but texts. */
const BY_MESSAGE: Array<[RegExp, string]> = [
  [/TFA Secret is already set/i, 'The account has 2FA on already. Disable it first, then generate anew.'],
  [
    /otp" is invalid|"otp"/i,
    'Use the code that the authenticator app shows now, made from this very secret.',
  ],
  [/(doesn't|don't) have TFA|not.*enabled/i, 'The account has no 2FA, so there is nothing to disable.'],
  [/404 Not Found: GET \S+\/(extensions|accounts)\//, 'The marketplace does not have this ID: check it.'],
  [/no active license/i, 'This Directus has no licence key: activate a licence first.'],
  [/license was already activated/i, 'Use Update to replace the licence, or Deactivate before.'],
  [/cannot manage license/i, 'The licence is set in the environment of the server: change it there.'],
  [/cannot manage addons/i, 'Addons need an active licence with a key: activate a licence first.'],
  [/Deployment config for "\w*" not found/, 'This provider is not set up: use Create first.'],
];

/**
 * The error for a reply of Directus that is not a success: its own code and message, and a remedy.
 *
 * @param address scheme, host and port, for replies that are not of Directus at all
 */
export function toServiceError({ status, headers, body }: RestReply, address: string): ServiceError {
  const errors = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
  const [first] = errors;
  const extensions = isObject(first) && isObject(first.extensions) ? first.extensions : {};
  if (typeof extensions.code !== 'string') {
    return new ServiceError({
      ...foreignRefusal({ status }, address, 'Directus'),
      ...retryAfterIn(headers),
    });
  }
  const message = errors.map(messageOf).filter(Boolean).join(' ');
  const byMessage = BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
  return new ServiceError({
    code: extensions.code,
    status,
    message,
    remedy: byMessage ?? (Object.hasOwn(REMEDIES, extensions.code) ? REMEDIES[extensions.code] : undefined),
    ...retryAfterIn(headers),
  });
}

function messageOf(error: Json): string {
  return isObject(error) && typeof error.message === 'string' ? error.message : '';
}
