import { notFound, notModelled, ZitadelError } from './errors';
import type { State } from './state';

interface Role {
  has: readonly string[];
  lacks: readonly string[];
}

/**
 * The default permissions of the roles in use; `all` stands for every permission there is. What a role was neither
 * seen to have nor to lack is not known here.
 */
const roles: Record<string, Role | 'all'> = {
  IAM_OWNER: 'all',
  IAM_OWNER_VIEWER: {
    has: ['events.read', 'iam.read', 'org.read', 'user.read'],
    lacks: [
      'action.target.write',
      'action.target.delete',
      'action.execution.write',
      'user.write',
      'user.delete',
    ],
  },
  ORG_OWNER: {
    has: [
      'org.read',
      'user.read',
      'user.write',
      'user.delete',
      'user.credential.write',
      'user.passkey.write',
    ],
    lacks: ['iam.read'],
  },
  ORG_OWNER_VIEWER: {
    has: ['org.read', 'user.read'],
    lacks: ['user.write', 'user.delete', 'user.credential.write', 'user.passkey.write'],
  },
  ORG_USER_MANAGER: {
    has: ['user.read', 'user.write', 'user.delete'],
    lacks: [
      'user.credential.write',
      'user.passkey.write',
      'events.read',
      'action.target.read',
      'action.target.write',
      'action.execution.read',
      'action.execution.write',
    ],
  },
};

/** Whether a role is one of the modelled roles that a user can have in an organization. */
export function isOrganizationRole(role: string): boolean {
  return role.startsWith('ORG_') && role in roles;
}

/** Whether a user has a permission in an organization. */
export function hasPermission(
  state: State,
  userId: string,
  organizationId: string,
  permission: string,
): boolean {
  const held = memberships(state, userId, organizationId).flatMap((membership) => membership.roles);
  return (
    held.some((role) => roles[role] === 'all') || held.some((role) => hasRolePermission(role, permission))
  );
}

/** Whether a user has any role in an organization or the instance. */
export function hasMembership(state: State, userId: string, organizationId: string): boolean {
  return memberships(state, userId, organizationId).length > 0;
}

/**
 * Asks for any role in an organization or the instance.
 * @throws ZitadelError NOT_FOUND
 */
export function requireMembership(state: State, userId: string, organizationId: string): void {
  if (!hasMembership(state, userId, organizationId)) throw notFound('membership not found', 'AUTHZ-cdgFk');
}

/**
 * Asks for a permission in an organization.
 * @param id the error's id: the real server's checks before and within a method have ids of their own
 * @throws ZitadelError NOT_FOUND without any membership there, else PERMISSION_DENIED
 */
export function requirePermission(
  state: State,
  userId: string,
  organizationId: string,
  permission: string,
  id = 'AUTH-AWfge',
): void {
  requireMembership(state, userId, organizationId);
  if (!hasPermission(state, userId, organizationId, permission)) {
    throw new ZitadelError('permission_denied', 'No matching permissions found', id);
  }
}

function hasRolePermission(name: string, permission: string): boolean {
  const role = roles[name];
  if (role === undefined || role === 'all') return role === 'all';
  if (role.has.includes(permission)) return true;
  if (role.lacks.includes(permission)) return false;
  throw notModelled(`whether ${name} has ${permission}`);
}

function memberships(state: State, userId: string, organizationId: string): State['memberships'] {
  return state.memberships.filter(
    (membership) =>
      membership.userId === userId &&
      (membership.scopeId === organizationId || membership.scopeId === state.instanceId),
  );
}
