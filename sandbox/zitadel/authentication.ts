import { notModelled, ZitadelError } from './errors';
import type { Headers } from './instance';
import type { State } from './state';
import { isPast } from './time';
import type { User } from './user';

/** Who calls, and in which organization. */
export interface Caller {
  user: User;
  organizationId: string;
}

/**
 * Finds out who calls.
 * @throws ZitadelError UNAUTHENTICATED without a valid token, PERMISSION_DENIED for an unknown organization and for
 *   a sign-in that lacks the second factor which its user has
 */
export function authenticate(state: State, headers: Headers): Caller {
  const header = headers('authorization');
  if (!header) throw new ZitadelError('unauthenticated', 'auth header missing');
  const token = state.tokens.get(header.replace(/^Bearer /, ''));
  const user =
    token && !token.isForeign && !isPast(token.expires) ? state.users.get(token.userId) : undefined;
  if (!header.startsWith('Bearer ') || !token || !user) {
    throw new ZitadelError('unauthenticated', 'Errors.Token.Invalid', 'AUTH-7fs1e');
  }
  if (user.state !== 'USER_STATE_ACTIVE') throw notModelled('the token of a user who is not active');
  const organizationId = requireOrganization(state, headers('x-zitadel-orgid') || user.organizationId);
  const lacksFactor = token.signIn && !token.signIn.secondFactor && user.human?.totp?.isVerified;
  if (lacksFactor && state.release.asksForSecondFactor) {
    throw new ZitadelError('permission_denied', 'mfa required', 'AUTHZ-Kl3p0');
  }
  return { user, organizationId };
}

/**
 * Checks that an organization exists.
 * @returns its id
 * @throws ZitadelError PERMISSION_DENIED, as the real server answers for an organization nobody can be in
 */
export function requireOrganization(state: State, id: string): string {
  if (state.organizations.has(id)) return id;
  throw new ZitadelError('permission_denied', "Organisation doesn't exist", 'AUTH-Bs7Ds');
}
