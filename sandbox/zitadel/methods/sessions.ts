import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import type { Session } from '../state';
import { isPast, now } from '../time';

const service = 'zitadel.session.v2.SessionService';

export const sessions: Record<string, MethodRow> = {
  [`${service}/GetSession`]: { handle: get },
  [`${service}/DeleteSession`]: { handle: remove },
};

function get(context: Context, request: JsonObject): JsonObject {
  const session = requireSession(context, request);
  const user = context.state.users.get(session.userId);
  if (!user?.human) throw notModelled('a session of a service user');
  return {
    session: {
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
    },
  };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const session = requireSession(context, request);
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
