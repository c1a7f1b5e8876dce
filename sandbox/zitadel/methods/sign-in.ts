import type { Context, MethodRow } from '../method-row';
import { notModelled, ZitadelError } from '../errors';
import { child, type JsonObject, text } from '../json-object';
import { checkPassword } from '../password';
import { requirePermission } from '../permissions';
import type { Session, State } from '../state';
import { inSeconds, isPast, now } from '../time';
import type { User } from '../user';

export const signIn: Record<string, MethodRow> = {
  'zitadel.session.v2.SessionService/CreateSession': { handle: createSession },
  'zitadel.oidc.v2.OIDCService/CreateCallback': { handle: createCallback },
};

const modelledParts: Record<string, readonly string[]> = {
  session: ['checks', 'lifetime'],
  checks: ['user', 'password'],
};

function createSession({ state, caller }: Context, request: JsonObject): JsonObject {
  const checks = child(request, 'checks') ?? {};
  refuseOtherParts('session', request);
  refuseOtherParts('checks', checks);
  // A role in an organization does not count: sessions are of the instance.
  requirePermission(state, caller.user.id, state.instanceId, 'session.write');
  const user = findUser(state, child(checks, 'user'));
  const password = child(checks, 'password');
  if (password) {
    checkPassword(user, text(password, 'password'), state.organizations.get(user.organizationId)?.lockout);
  }
  if (user.state !== 'USER_STATE_ACTIVE') throw notModelled('a session of a user who is not active');
  const lifetime = Number(text(request, 'lifetime').replace(/s$/, ''));
  const session: Session = {
    id: state.newId(),
    token: state.newSecret(),
    userId: user.id,
    passwordChecked: password && now(),
    created: now(),
    expires: lifetime > 0 ? inSeconds(lifetime) : undefined,
  };
  state.sessions.set(session.id, session);
  noteSession(state, session, user);
  return { details: details(state), sessionId: session.id, sessionToken: session.token };
}

// Neither the reply nor the refusals were recorded: the reply has what the response type has.
function createCallback({ state, caller }: Context, request: JsonObject): JsonObject {
  const authRequest = state.authRequests.get(text(request, 'authRequestId'));
  const given = child(request, 'session') ?? {};
  const session = state.sessions.get(text(given, 'sessionId'));
  if (!authRequest || authRequest.code !== undefined)
    throw notModelled('an unknown or used authentication request');
  if (authRequest.loginClientId !== caller.user.id)
    throw notModelled('a callback made by another login client');
  if (!session || session.token !== text(given, 'sessionToken'))
    throw notModelled('a callback without a session');
  if (!session.passwordChecked || (session.expires && isPast(session.expires))) {
    throw notModelled('a callback with a session that is over or checked no password');
  }
  authRequest.code = state.newSecret(24);
  authRequest.userId = session.userId;
  const callback = new URL(authRequest.redirectUri);
  callback.searchParams.set('code', authRequest.code);
  if (authRequest.state !== '') callback.searchParams.set('state', authRequest.state);
  return { details: details(state), callbackUrl: callback.href };
}

function refuseOtherParts(message: string, value: JsonObject): void {
  const other = Object.keys(value).find((part) => !modelledParts[message]?.includes(part));
  if (other !== undefined) throw notModelled(`a ${message} with ${other}`);
}

function noteSession(state: State, session: Session, user: User): void {
  const { journal, instanceId: resourceOwner } = state;
  const checkedAt = journal.time;
  const checked = { userID: user.id, userResourceOwner: user.organizationId, checkedAt };
  const events: [type: string, payload: JsonObject][] = [
    ['session.added', {}],
    ['session.user.checked', { ...checked, preferredLanguage: user.human?.profile.preferredLanguage }],
    ...(session.passwordChecked ? [['session.password.checked', { checkedAt }] as [string, JsonObject]] : []),
    ['session.token.set', { tokenID: state.newId() }],
  ];
  events.forEach(([type, payload], index) => {
    const about = { aggregateType: 'session', aggregateId: session.id, resourceOwner };
    journal.add({ type, payload, ...about, sequence: index + 1, created: journal.time });
  });
}

function findUser(state: State, check: JsonObject | undefined): User {
  if (!check) throw notModelled('a session without a user');
  const id = text(check, 'userId');
  const loginName = text(check, 'loginName');
  const user = id
    ? state.users.get(id)
    : [...state.users.values()].find(({ username }) => username === loginName);
  if (!user) throw new ZitadelError('not_found', 'User could not be found', 'QUERY-Dfbg2');
  return user;
}

function details(state: State): JsonObject {
  return { sequence: '1', changeDate: now(), resourceOwner: state.instanceId };
}
