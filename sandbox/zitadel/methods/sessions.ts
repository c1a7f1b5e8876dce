import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { child, type JsonObject, text } from '../json-object';
import { cut, type Filters, filterRows } from '../pagination';
import { requirePermission } from '../permissions';
import type { Session, State } from '../state';
import { isPast, now } from '../time';

const service = 'zitadel.session.v2.SessionService';

export const sessions: Record<string, MethodRow> = {
  [`${service}/ListSessions`]: { handle: list },
  [`${service}/GetSession`]: { handle: get },
  [`${service}/DeleteSession`]: { handle: remove },
};

const filters: Filters<Session> = {
  userIdQuery: ({ userId }, { id }) => userId === id,
};

// Not recorded: the reply has what the response type has.
function list({ state, caller }: Context, request: JsonObject): JsonObject {
  requirePermission(state, caller.user.id, state.instanceId, 'session.read');
  const open = [...state.sessions.values()].filter(({ expires }) => !expires || !isPast(expires));
  const found = filterRows(open, request, filters, 'queries');
  return {
    details: { totalResult: String(found.length), timestamp: now() },
    sessions: cut(found, child(request, 'query')).map((session) => render(state, session)),
  };
}

function get(context: Context, request: JsonObject): JsonObject {
  return { session: render(context.state, requireSession(context, request)) };
}

function render(state: State, session: Session): JsonObject {
  const user = state.users.get(session.userId);
  if (!user?.human) throw notModelled('a session of a service user');
  return {
    id: session.id,
    creationDate: session.created,
    changeDate: session.created,
    sequence: '1',
    factors: {
      user: {
        verifiedAt: session.created,
        id: user.id,
        loginName: user.username,
        displayName: user.human.profile.displayName,
        organizationId: user.organizationId,
      },
      password: session.passwordChecked && { verifiedAt: session.passwordChecked },
    },
    expirationDate: session.expires,
  };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const session = text(request, 'sessionToken')
    ? requireSession(context, request)
    : requireSessionOfOthers(context, request);
  context.state.sessions.delete(session.id);
  const details = { sequence: '2', changeDate: now(), resourceOwner: context.state.instanceId };
  return { details };
}

function requireSession({ state }: Context, request: JsonObject): Session {
  const session = state.sessions.get(text(request, 'sessionId'));
  if (!session || session.token !== text(request, 'sessionToken')) {
    throw notModelled('an unknown session, or one without its token');
  }
  if (session.expires && isPast(session.expires)) throw notModelled('a session that is over');
  return session;
}

/** A session without its token, which takes a permission, as the request type says. */
function requireSessionOfOthers({ state, caller }: Context, request: JsonObject): Session {
  const session = state.sessions.get(text(request, 'sessionId'));
  if (!session) throw notModelled('an unknown session');
  requirePermission(state, caller.user.id, state.instanceId, 'session.delete');
  return session;
}
