import { authenticate, type Caller, requireOrganization } from './authentication';
import type { Method } from './definitions';
import { ZitadelError } from './errors';
import { findInstance, type Headers } from './instance';
import { asReply } from './json';
import { child, type JsonObject, text } from './json-object';
import { rows } from './methods';
import { requireMembership, requirePermission } from './permissions';
import type { State } from './state';
import { type MessageRule, validate } from './validation';

/** What a method knows besides its request. */
export interface Context {
  state: State;
  caller: Caller;
}

/** One row of a method table. */
export interface MethodRow {
  /** The rules its request must keep; without them any request passes. */
  rule?: MessageRule;
  /** Does the work: request in, reply out, both as proto3 JSON; throws ZitadelError. */
  handle: (context: Context, request: JsonObject) => JsonObject;
}

/** A row of a method that needs no token: there is no caller. */
export interface PublicMethodRow {
  public: true;
  handle: (state: State, request: JsonObject) => JsonObject;
}

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
export function dispatch(state: State, { method, request, headers, host }: Call): JsonObject {
  findInstance(state, headers, host);
  const row = rows[method.key];
  if (method.options.permission === undefined) {
    if (!row || !('public' in row)) throw notInTable(method);
    return asReply(method.response, row.handle(state, request));
  }
  const caller = authenticate(state, headers);
  const { permission } = method.options;
  if (permission === 'authenticated') return answer(state, method, row, caller, request);
  caller.organizationId = namedOrganization(state, method, request) ?? caller.organizationId;
  requireMembership(state, caller.user.id, caller.organizationId);
  // The roles carry only the permissions of the methods in the tables: no other method may be refused for them.
  if (!row) throw notInTable(method);
  requirePermission(state, caller.user.id, caller.organizationId, permission, 'AUTH-5mWD2');
  return answer(state, method, row, caller, request);
}

function answer(
  state: State,
  method: Method,
  row: MethodRow | PublicMethodRow | undefined,
  caller: Caller,
  request: JsonObject,
): JsonObject {
  if (!row || 'public' in row) throw notInTable(method);
  if (row.rule) validate(row.rule, request);
  return asReply(method.response, row.handle({ state, caller }, request));
}

// The organization that the request itself names, for the methods whose permission is asked for there.
function namedOrganization(state: State, { options }: Method, request: JsonObject): string | undefined {
  const named = child(request, options.organizationField ?? '');
  if (!named) return undefined;
  const id = text(named, 'orgId');
  const domain = text(named, 'orgDomain');
  if (domain === '') return id === '' ? undefined : requireOrganization(state, id);
  const found = [...state.organizations.values()].find(({ primaryDomain }) => primaryDomain === domain);
  return requireOrganization(state, found?.id ?? '');
}

function notInTable(method: Method): ZitadelError {
  return new ZitadelError('unimplemented', `the stand-in does not model ${method.key}`);
}
