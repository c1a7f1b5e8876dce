import type { FieldSchema } from './fields';

/**
 * What Directus' own collections hold beside text, by Directus' types, as every version has it that has the field. A
 * moment that people set is a "timestamp" here, whatever a database makes of it; one that Directus sets is a "serverTime",
 * which some databases give without a zone, on the server's clock.
 */
const SYSTEM: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  directus_access: { uuid: ['id', 'policy', 'role', 'user'], integer: ['sort'] },
  directus_activity: { integer: ['id'], timestamp: ['timestamp'], uuid: ['user'] },
  directus_comments: {
    uuid: ['id', 'user_created', 'user_updated'],
    timestamp: ['date_created', 'date_updated'],
  },
  directus_dashboards: {
    uuid: ['id', 'user_created'],
    timestamp: ['date_created'],
    alias: ['panels'],
  },
  directus_files: {
    uuid: ['id', 'folder', 'modified_by', 'uploaded_by'],
    serverTime: ['created_on', 'modified_on', 'uploaded_on'],
    bigInteger: ['filesize'],
    integer: ['duration', 'focal_point_x', 'focal_point_y', 'height', 'width'],
    json: ['metadata', 'tags'],
  },
  directus_flows: {
    uuid: ['id', 'folder', 'operation', 'user_created'],
    json: ['options'],
    timestamp: ['date_created'],
    alias: ['operations'],
  },
  directus_folders: { uuid: ['id', 'parent'] },
  directus_notifications: {
    integer: ['id'],
    timestamp: ['timestamp'],
    uuid: ['recipient', 'sender'],
  },
  directus_operations: {
    uuid: ['id', 'flow', 'reject', 'resolve', 'user_created'],
    integer: ['position_x', 'position_y'],
    json: ['options'],
    timestamp: ['date_created'],
  },
  directus_panels: {
    uuid: ['id', 'dashboard', 'user_created'],
    boolean: ['show_header'],
    integer: ['height', 'position_x', 'position_y', 'width'],
    json: ['options'],
    timestamp: ['date_created'],
  },
  directus_permissions: {
    integer: ['id'],
    json: ['permissions', 'presets', 'validation'],
    csv: ['fields'],
    uuid: ['policy', 'role'],
  },
  directus_policies: {
    uuid: ['id'],
    csv: ['ip_access'],
    boolean: ['admin_access', 'app_access', 'enforce_tfa'],
    alias: ['permissions', 'roles', 'users'],
  },
  directus_presets: {
    integer: ['id', 'refresh_interval'],
    json: ['filter', 'layout_options', 'layout_query'],
    uuid: ['role', 'user'],
  },
  directus_revisions: { integer: ['id', 'activity', 'parent'], uuid: ['version'] },
  directus_roles: {
    uuid: ['id', 'parent'],
    csv: ['ip_access'],
    boolean: ['admin_access', 'app_access', 'enforce_tfa'],
    alias: ['children', 'policies', 'users'],
  },
  directus_shares: {
    uuid: ['id', 'role', 'user_created'],
    hash: ['password'],
    timestamp: ['date_created', 'date_end', 'date_start'],
    integer: ['max_uses', 'times_used'],
  },
  directus_translations: { uuid: ['id'] },
  directus_users: {
    uuid: ['id', 'avatar', 'role'],
    hash: ['password', 'tfa_secret', 'token'],
    json: ['auth_data', 'tags', 'theme_dark_overrides', 'theme_light_overrides'],
    serverTime: ['last_access'],
    boolean: ['email_notifications'],
    alias: ['policies'],
  },
  directus_versions: {
    uuid: ['id', 'user_created', 'user_updated'],
    timestamp: ['date_created', 'date_updated'],
    json: ['delta'],
  },
  directus_webhooks: {
    integer: ['id'],
    boolean: ['data'],
    csv: ['actions', 'collections'],
    json: ['headers'],
  },
};

/**
 * The fields of one of Directus' own collections, of those that are not text and those that are named; none for a
 * collection of a user.
 */
export function systemFields(
  collection: string,
  named: readonly string[] = [],
): ReadonlyMap<string, FieldSchema> {
  const known = SYSTEM[collection];
  if (known === undefined) return new Map();
  const fields = new Map<string, FieldSchema>(
    named.map((name) => [name, { type: 'string', concealed: false }]),
  );
  for (const [type, names] of Object.entries(known)) {
    for (const name of names) fields.set(name, { type, concealed: type === 'hash' });
  }
  return fields;
}
