import type { DirectusTable } from '../operation';
import { crud } from './crud';
import { itemQuery } from './fields';
import { choice, json, longText, required, text, toggle } from './inputs';
import { collection, item, policy, role, userLocator } from './locators';

const MOVED_TO_POLICIES =
  'Since Directus 11 this is part of a policy: set it with the resource Policy, and give the policy to the role with the resource Access.';
const icon = text('Icon', 'icon', { placeholder: 'e.g. supervised_user_circle' });
const description = longText('Description', 'description');

/** directus_roles */
export const roles: DirectusTable = {
  value: 'roles',
  name: 'Role',
  description: 'Groups of users with the same policies',
  operations: [
    ...crud({
      resource: 'roles',
      record: 'role',
      exists: { by: ['name'] },
      fields: ['children', 'description', 'icon', 'id', 'name', 'parent', 'policies', 'users'],
      form: [text('Name', 'name', { required: true })],
      additional: [
        description,
        icon,
        { ...role, displayName: 'Parent', name: 'parent', description: 'Role whose policies it has too' },
        json('Policies', 'policies', {
          description:
            'IDs of all policies of the role: others are taken from it. To add some, write {"create": [{"policy": "…"}]}.',
        }),
        json('Users', 'users', {
          description:
            'IDs of all users with the role: others lose it. To add some, write {"update": [{"id": "…", "role": "…"}]}.',
        }),
      ],
      moved: {
        admin_access: MOVED_TO_POLICIES,
        app_access: MOVED_TO_POLICIES,
        enforce_tfa: MOVED_TO_POLICIES,
        ip_access: MOVED_TO_POLICIES,
      },
    }),
    {
      value: 'getCurrent',
      name: 'Get Current',
      action: 'Get the current roles',
      description: 'Retrieves the roles of the user of the credential',
      verb: 'GET',
      path: '/roles/me',
      query: true,
      fields: [itemQuery],
      available: { from: '11.0', instead: 'Get the current user with the field role.' },
    },
  ],
};

const POLICIES = {
  from: '11.0',
  instead: 'Before Directus 11, access is part of the role: use the resources Role and Permission.',
};

/** directus_policies */
export const policies: DirectusTable = {
  value: 'policies',
  name: 'Policy',
  description: 'What users and roles may do, and whether they need a second factor',
  operations: [
    ...crud({
      resource: 'policies',
      simplify: 'policy',
      record: 'policy',
      exists: { by: ['name'] },
      records: 'policies',
      fields: [
        'admin_access',
        'app_access',
        'description',
        'enforce_tfa',
        'icon',
        'id',
        'ip_access',
        'name',
        'permissions',
        'roles',
        'users',
      ],
      form: [
        text('Name', 'name', { required: true }),
        toggle('Enforce 2FA', 'enforce_tfa', 'users with this policy must set up a second factor in the app'),
      ],
      additional: [
        toggle('Admin Access', 'admin_access', 'users with this policy may do everything'),
        toggle('App Access', 'app_access', 'users with this policy may use the app'),
        description,
        icon,
        json('IP Access', 'ip_access', { description: 'List of addresses that users may come from' }),
        json('Permissions', 'permissions', { description: 'Permissions of the policy' }),
      ],
      more: { available: POLICIES },
    }),
    {
      value: 'getGlobals',
      name: 'Get Globals',
      action: 'Get the global access',
      description: 'Retrieves whether the user of the credential has app and admin access, and must have 2FA',
      verb: 'GET',
      path: '/policies/me/globals',
      available: POLICIES,
    },
  ],
};

/** directus_access */
export const access: DirectusTable = {
  value: 'access',
  name: 'Access',
  description: 'Which policy is given to which role or user',
  operations: crud({
    resource: 'access',
    record: 'access entry',
    exists: { by: ['role', 'user', 'policy'] },
    records: 'access entries',
    article: 'an',
    fields: ['id', 'policy', 'role', 'sort', 'user'],
    form: [
      { ...policy, required: true },
      { ...role, description: 'Role that gets the policy; or choose a user' },
      userLocator('User', 'user', 'User that gets the policy; or choose a role'),
    ],
    more: { available: POLICIES },
  }),
};

const ACTIONS = ['create', 'read', 'update', 'delete', 'share'];

/** directus_permissions */
export const permissions: DirectusTable = {
  value: 'permissions',
  name: 'Permission',
  description: 'What a policy allows in a collection',
  operations: [
    ...crud({
      resource: 'permissions',
      record: 'permission',
      exists: { by: ['policy', 'collection', 'action'] },
      fields: ['action', 'collection', 'fields', 'id', 'permissions', 'policy', 'presets', 'validation'],
      form: [
        collection,
        required(choice('Action', 'action', ACTIONS)),
        { ...policy, description: 'Policy that gets the permission' },
      ],
      additional: [
        json('Fields', 'fields', { default: '["*"]', description: 'Names of the fields it is about' }),
        json('Permissions', 'permissions', { description: 'Filter for the items it is about' }),
        json('Presets', 'presets', { description: 'Values that a new item gets' }),
        json('Validation', 'validation', { description: 'Filter that a changed item must pass' }),
      ],
      choices: { action: ACTIONS },
      moved: {
        role: 'Since Directus 11 a permission belongs to a policy: write policy instead, and give the policy to the role with the resource Access.',
      },
      // Directus 12 without a licence takes permissions on all fields only, and says so of those that name none.
      complete: (data) => ({ fields: ['*'], ...data }),
      more: { mixed: true, unpaged: true },
    }),
    {
      value: 'getMine',
      name: 'Get Mine',
      action: 'Get my permissions',
      description: 'Retrieves what the user of the credential may do, by collection and action',
      verb: 'GET',
      path: '/permissions/me',
      available: {
        from: '11.0',
        instead: 'Get many permissions, or the current user with the field role.',
      },
    },
    {
      value: 'getMineForItem',
      name: 'Get Mine for Item',
      action: 'Get my permissions for an item',
      description: 'Retrieves whether the user of the credential may change, delete and share an item',
      verb: 'GET',
      path: '/permissions/me/:collection/:id',
      fields: [collection, item],
      available: { from: '10.9', instead: 'Get many permissions.' },
    },
  ],
};
