import { callTargets } from './call-deliveries';
import { toldHeaders } from './deliveries';
import { authenticate, requireOrganization } from './authentication';
import type { Method } from './definitions';
import { ZitadelError } from './errors';
import { findInstance, type Headers } from './instance';
import { asReply } from './json';
import { child, type JsonObject, text } from './json-object';
import type { Context, MethodRow, PublicMethodRow } from './method-row';
import { rows } from './methods';
import { requireMembership, requirePermission } from './permissions';
import { withoutCreationDates } from './releases';
import type { State } from './state';
import { validate } from './validation';

/** The way every call takes, whatever transport it came over. */
export interface Call {
  method: Method;
  request: JsonObject;
  headers: Headers;
  /** The Host header or `:authority`. */
  host: string;
}

/**
 * Answers a call: instance, token, organization, permission, validation, then the method itself.
 * @returns the reply as the real server prints it
 * @throws ZitadelError
 */
export async function dispatch(state: State, call: Call): Promise<JsonObject> {
  const { method, request, headers, host } = call;
  const instanceHost = findInstance(state, headers, host);
  const row = rows[method.key];
  if (method.options.permission === undefined) {
    if (!row || !('public' in row)) throw notInTable(method);
    return asReply(method.response, row.handle(state, request, instanceHost));
  }
  if (isForOtherInstance(method)) throw new ZitadelError('not_found', 'Instance not found');
  const caller = authenticate(state, headers);
  const context = { state, caller, issuer: `http://${instanceHost}` };
  const { permission } = method.options;
  if (permission === 'authenticated') return await answer(context, call, row);
  caller.organizationId = namedOrganization(state, method, request) ?? caller.organizationId;
  requireMembership(state, caller.user.id, caller.organizationId);
  // The roles carry only the permissions of the methods in the tables: no other method may be refused for them.
  if (!row) throw notInTable(method);
  requirePermission(state, caller.user.id, caller.organizationId, permission, 'AUTH-5mWD2');
  return await answer(context, call, row);
}

// Targets may change the request before it is checked, and the reply after it was made.
async function answer(
  context: Context,
  { method, request, headers, host }: Call,
  row: MethodRow | PublicMethodRow | undefined,
): Promise<JsonObject> {
  if (!row || 'public' in row) throw notInTable(method);
  const { state, caller } = context;
  const told = {
    method,
    userId: caller.user.id,
    organizationId: caller.organizationId,
    headers: toldHeaders(headers, host),
  };
  const wanted = await callTargets(state, 'request', { ...told, request });
  if (row.rule) validate(row.rule, wanted);
  const reply = state.journal.write(caller.user.id, context.issuer, () => row.handle(context, wanted));
  const response = asReply(method.response, reply);
  const given = state.release.withoutCreationDate.includes(method.service)
    ? withoutCreationDates(response)
    : response;
  return await callTargets(state, 'response', { ...told, request: wanted, response: given });
}

// The organization that the request itself names, for the methods whose permission is asked for there.
function namedOrganization(state: State, { options }: Method, request: JsonObject): string | undefined {
  const named = child(request, options.organizationField ?? '');
  if (!named) return undefined;
  const id = text(named, 'orgId');
  const domain = text(named, 'orgDomain');
  if (domain === '') {
    return id === '' ? undefined : requireOrganization(state, id);
  }
  const found = [...state.organizations.values()].find(({ primaryDomain }) => primaryDomain === domain);
  return requireOrganization(state, found?.id ?? '');
}

// The methods of the system API that name an instance look for it before anything else.
function isForOtherInstance({ service, request }: Method): boolean {
  return service === 'zitadel.system.v1.SystemService' && 'instanceId' in request.fromJSON({});
}

function notInTable(method: Method): ZitadelError {
  return new ZitadelError('unimplemented', `the stand-in does not model ${method.key}`);
}
