/** How events reach the workflow. */
export type Delivery = 'instant' | 'checking' | 'before';

/** A kind of event. */
export interface EventRow {
  /** Its name in the parameter "events". */
  value: string;
  name: string;
  description?: string;
  deliveries: readonly Delivery[];
  /** Directus' own collection that it is about; '' where the node's collections say. */
  collection: string;
  /** What the activity calls it; undefined where it does not record it. */
  action?: 'create' | 'update' | 'delete' | 'login';
  /** The fields of the payload that Directus may send; all where it holds no secret. */
  leaves?: readonly string[];
}

const ALWAYS: readonly Delivery[] = ['instant', 'checking', 'before'];
const AFTERWARDS: readonly Delivery[] = ['instant', 'checking'];
const ONLY_INSTANT: readonly Delivery[] = ['instant'];

/** All but the password, the token, the TOTP secret and what a provider of sign-ins keeps. */
const USER_LEAVES = [
  'first_name',
  'last_name',
  'email',
  'avatar',
  'location',
  'title',
  'description',
  'tags',
  'language',
  'text_direction',
  'email_notifications',
  'appearance',
  'theme_light',
  'theme_dark',
  'status',
  'role',
  'policies',
  'last_page',
  'provider',
  'external_identifier',
];
const SHARE_LEAVES = ['name', 'collection', 'item', 'role', 'date_start', 'date_end', 'max_uses'];
const FLOW_LEAVES = ['name', 'icon', 'color', 'description', 'status', 'trigger', 'accountability', 'folder'];
const SETTING_LEAVES = [
  'project_name',
  'project_descriptor',
  'project_url',
  'project_color',
  'project_logo',
  'default_language',
  'default_appearance',
  'auth_password_policy',
  'auth_login_attempts',
  'public_registration',
  'public_registration_role',
  'public_registration_verify_email',
  'storage_asset_transform',
  'storage_default_folder',
  'mcp_enabled',
];

const PAST = { create: 'Created', update: 'Updated', delete: 'Deleted' } as const;
type Change = keyof typeof PAST;

/** Rows for the changes of one of Directus' own collections. */
function changes(
  resource: string,
  noun: string,
  {
    deliveries = AFTERWARDS,
    leaves,
    only = ['create', 'update', 'delete'],
  }: { deliveries?: readonly Delivery[]; leaves?: readonly string[]; only?: readonly Change[] } = {},
): EventRow[] {
  return only.map((action) => ({
    value: `${resource}.${action}`,
    name: `${noun} ${PAST[action]}`,
    deliveries,
    collection: `directus_${resource}`,
    action,
    leaves,
  }));
}

/** Every kind of event, in the order in which the editor shows them. */
export const EVENTS: readonly EventRow[] = [
  { value: 'items.create', name: 'Item Created', deliveries: ALWAYS, collection: '', action: 'create' },
  { value: 'items.update', name: 'Item Updated', deliveries: ALWAYS, collection: '', action: 'update' },
  { value: 'items.delete', name: 'Item Deleted', deliveries: ALWAYS, collection: '', action: 'delete' },
  {
    value: 'items.sort',
    name: 'Item Sorted',
    description: 'An item was moved manually',
    deliveries: ONLY_INSTANT,
    collection: '',
  },
  ...changes('users', 'User', { deliveries: ALWAYS, leaves: USER_LEAVES }),
  {
    value: 'auth.login',
    name: 'User Signed In',
    description: 'With Instantly, also failed sign-ins; status tells them apart',
    deliveries: AFTERWARDS,
    collection: 'directus_users',
    action: 'login',
    leaves: [],
  },
  {
    value: 'files.upload',
    name: 'File Uploaded',
    description: 'With Instantly, also when the content of a file was replaced',
    deliveries: AFTERWARDS,
    collection: 'directus_files',
    action: 'create',
  },
  ...changes('files', 'File', { deliveries: ALWAYS, only: ['update', 'delete'] }),
  ...changes('folders', 'Folder'),
  ...changes('comments', 'Comment', { deliveries: ALWAYS }),
  ...changes('notifications', 'Notification', { only: ['create'] }),
  ...changes('roles', 'Role'),
  ...changes('policies', 'Policy'),
  ...changes('permissions', 'Permission'),
  ...changes('collections', 'Collection'),
  ...changes('fields', 'Field'),
  ...changes('versions', 'Content Version'),
  ...changes('shares', 'Share', { leaves: SHARE_LEAVES }),
  ...changes('translations', 'Translation'),
  ...changes('dashboards', 'Dashboard'),
  ...changes('flows', 'Flow', { leaves: FLOW_LEAVES }),
  ...changes('settings', 'Settings', { leaves: SETTING_LEAVES, only: ['update'] }),
];

/** Whether the payload of an event may hold passwords, tokens or keys, so that Directus is to send chosen fields only. */
export function isGuarded({ leaves }: EventRow): boolean {
  return leaves !== undefined;
}

/** What Directus' own events are called: items have their collection in front. */
const OF_ITEM = /^(.+)\.(items\.(?:create|update|delete))$/;

/**
 * The kind of event that Directus means by a name.
 *
 * @param name e.g. "articles.items.create" or "users.update"
 * @param rows those among which it may be
 */
export function rowOf(name: string, rows: readonly EventRow[]): EventRow | undefined {
  const value = OF_ITEM.exec(name)?.[2] ?? name;
  return rows.find((row) => row.value === value);
}
