import type { Context } from '../method-row';
import { type JsonObject, text } from '../json-object';
import { hasPermission, requirePermission } from '../permissions';
import { type HumanUser, isHuman, isMachine, type MachineUser, type User } from '../user';

/** The user that a request names, if there is one. */
export function findUser({ state }: Context, request: JsonObject): User | undefined {
  return state.users.get(text(request, 'userId'));
}

/**
 * The person that a request names.
 * @param missing the error for an unknown user and for a service user
 * @throws ZitadelError that error
 */
export function requireHuman(context: Context, request: JsonObject, missing: () => Error): HumanUser {
  const user = findUser(context, request);
  if (!user || !isHuman(user)) throw missing();
  return user;
}

/**
 * The service user that a request names.
 * @param missing the error for an unknown user and for a person
 * @throws ZitadelError that error
 */
export function requireMachine(
  context: Context,
  request: JsonObject,
  missing: (user: User | undefined) => Error,
): MachineUser {
  const user = findUser(context, request);
  if (!user || !isMachine(user)) throw missing(user);
  return user;
}

/**
 * Asks for a permission on a user; for oneself none is needed.
 * @throws ZitadelError as requirePermission does
 */
export function selfOr(context: Context, user: User, permission: string): void {
  if (user !== context.caller.user) mustHave(context, user, permission);
}

/**
 * Asks for a permission on a user, oneself too.
 * @throws ZitadelError as requirePermission does
 */
export function mustHave({ state, caller }: Context, user: User, permission: string): void {
  requirePermission(state, caller.user.id, user.organizationId, permission);
}

/** Whether the caller may see what belongs to a user. */
export function mayRead({ state, caller }: Context, userId: string): boolean {
  const user = state.users.get(userId);
  if (!user) return false;
  return user === caller.user || hasPermission(state, caller.user.id, user.organizationId, 'user.read');
}
