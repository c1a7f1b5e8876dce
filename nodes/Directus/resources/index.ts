import type { DirectusTable } from '../operation';
import { access, permissions, policies, roles } from './access';
import { auth } from './auth';
import { dashboards, flows, operations, panels, webhooks } from './automation';
import { comments, folders, notifications, presets, shares, translations, versions } from './content';
import { collections, fields, relations } from './dataModel';
import { deployments } from './deployments';
import { extensions } from './extensions';
import { withFileField } from './fileField';
import { assets, files } from './files';
import { activity, revisions } from './history';
import { items } from './items';
import { license } from './license';
import { request } from './rawRequest';
import { withRepeatOptions } from './repeats';
import { schema, server, settings } from './system';
import { users } from './users';
import { utils } from './utils';

/** Every resource; the first is the one that the editor chooses. */
export const tables: DirectusTable[] = [
  items,
  access,
  activity,
  assets,
  auth,
  collections,
  comments,
  dashboards,
  deployments,
  extensions,
  fields,
  files,
  flows,
  folders,
  license,
  notifications,
  operations,
  panels,
  permissions,
  policies,
  presets,
  relations,
  request,
  revisions,
  roles,
  schema,
  server,
  settings,
  shares,
  translations,
  users,
  utils,
  versions,
  webhooks,
]
  .map(withFileField)
  .map(withRepeatOptions);
