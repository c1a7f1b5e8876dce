import { InputError } from '../../shared/errors';

/** The resources for Directus' own collections, which the routes of items refuse to everybody. */
export const SYSTEM_RESOURCES: Readonly<Record<string, string>> = {
  directus_access: 'Access',
  directus_activity: 'Activity',
  directus_collections: 'Collection',
  directus_comments: 'Comment',
  directus_dashboards: 'Dashboard',
  directus_deployments: 'Deployment',
  directus_extensions: 'Extension',
  directus_fields: 'Field',
  directus_files: 'File',
  directus_flows: 'Flow',
  directus_folders: 'Folder',
  directus_notifications: 'Notification',
  directus_operations: 'Operation',
  directus_panels: 'Panel',
  directus_permissions: 'Permission',
  directus_policies: 'Policy',
  directus_presets: 'Preset',
  directus_relations: 'Relation',
  directus_revisions: 'Revision',
  directus_roles: 'Role',
  directus_settings: 'Setting',
  directus_shares: 'Share',
  directus_translations: 'Translation',
  directus_users: 'User',
  directus_versions: 'Version',
  directus_webhooks: 'Webhook',
};

/**
 * Makes sure that a collection whose items are meant is one that users make.
 *
 * @throws InputError that names the resource for a collection of Directus' own
 */
export function assertOfUsers(collection: string): void {
  if (!collection.startsWith('directus_')) return;
  const resource = SYSTEM_RESOURCES[collection];
  throw new InputError(
    `collection: "${collection}" is one of Directus' own, whose records are no items`,
    resource === undefined
      ? 'Choose a collection of your own; Directus keeps this one to itself.'
      : `Use the resource ${resource}.`,
  );
}
