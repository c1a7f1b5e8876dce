import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import type { SimplifierName } from '../operation';

/** Which fields of a row remain: those that are kept, or all but those that are dropped. */
type Rule = { keep: readonly string[] } | { drop: readonly string[] };

/** Where an instance may add fields of its own, the others are dropped by name. */
const RULES: Readonly<Record<SimplifierName, Rule>> = {
  file: {
    drop: [
      'charset',
      'created_on',
      'description',
      'duration',
      'embed',
      'filename_disk',
      'focal_point_x',
      'focal_point_y',
      'location',
      'metadata',
      'modified_by',
      'modified_on',
      'storage',
      'tags',
      'tus_data',
      'tus_id',
    ],
  },
  flow: { drop: ['color', 'folder', 'icon', 'operation'] },
  operation: { drop: ['date_created', 'position_x', 'position_y', 'user_created'] },
  panel: { drop: ['color', 'icon', 'position_x', 'position_y', 'show_header'] },
  policy: { drop: ['icon'] },
  preset: { drop: ['color', 'icon', 'refresh_interval'] },
  serverInfo: {
    keep: [
      'extensions',
      'files',
      'license',
      'project',
      'queryLimit',
      'rateLimit',
      'rateLimitGlobal',
      'version',
      'websocket',
    ],
  },
  settings: {
    keep: [
      'auth_login_attempts',
      'default_appearance',
      'default_language',
      'id',
      'project_color',
      'project_logo',
      'project_name',
      'project_url',
      'public_registration',
      'storage_default_folder',
    ],
  },
  share: { drop: ['password', 'user_created'] },
  user: {
    drop: [
      'appearance',
      'auth_data',
      'avatar',
      'description',
      'email_notifications',
      'external_identifier',
      'language',
      'last_page',
      'location',
      'password',
      'tags',
      'text_direction',
      'theme_dark',
      'theme_dark_overrides',
      'theme_light',
      'theme_light_overrides',
      'title',
      'token',
    ],
  },
  version: { drop: ['hash'] },
  webhook: { drop: ['migrated_flow', 'was_active_before_deprecation'] },
};

/** Parts of a query with which somebody says what a row holds: such rows stay as they are. */
const SHAPING = ['aggregate', 'alias', 'fields', 'groupBy'];

/**
 * What "Simplify" makes of the rows of a reply.
 *
 * @param name what they are simplified as
 * @param query the request's query
 */
export function simplified(name: SimplifierName, query: JsonObject, rows: Reply): Reply {
  if (SHAPING.some((part) => query[part] !== undefined)) return rows;
  const rule = RULES[name];
  const remains = (field: string): boolean =>
    'keep' in rule ? rule.keep.includes(field) : !rule.drop.includes(field);
  return rows.map((row) => ({
    ...row,
    json: isObject(row.json)
      ? Object.fromEntries(Object.entries(row.json).filter(([field]) => remains(field)))
      : row.json,
  }));
}
