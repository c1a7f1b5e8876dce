import { createRequire } from 'node:module';

import { late } from '../../shared/form/late';
import type { NodeTables } from '../../shared/form/operation';
import type { DirectusOperation, DirectusTable } from '../operation';
import { withFileField } from './fileField';
import { withRepeatOptions } from './repeats';

const load = createRequire(__filename);

/** Every resource; the first is the one that the editor chooses. */
const resources: DirectusTable[] = [
  late('items', () => complete((load('./items') as typeof import('./items')).items)),
  late('access', () => complete((load('./access') as typeof import('./access')).access)),
  late('activity', () => complete((load('./history') as typeof import('./history')).activity)),
  late('assets', () => complete((load('./files') as typeof import('./files')).assets)),
  late('auth', () => complete((load('./auth') as typeof import('./auth')).auth)),
  late('collections', () => complete((load('./dataModel') as typeof import('./dataModel')).collections)),
  late('comments', () => complete((load('./content') as typeof import('./content')).comments)),
  late('dashboards', () => complete((load('./automation') as typeof import('./automation')).dashboards)),
  late('deployments', () => complete((load('./deployments') as typeof import('./deployments')).deployments)),
  late('extensions', () => complete((load('./extensions') as typeof import('./extensions')).extensions)),
  late('fields', () => complete((load('./dataModel') as typeof import('./dataModel')).fields)),
  late('files', () => complete((load('./files') as typeof import('./files')).files)),
  late('flows', () => complete((load('./automation') as typeof import('./automation')).flows)),
  late('folders', () => complete((load('./content') as typeof import('./content')).folders)),
  late('license', () => complete((load('./license') as typeof import('./license')).license)),
  late('notifications', () => complete((load('./content') as typeof import('./content')).notifications)),
  late('operations', () => complete((load('./automation') as typeof import('./automation')).operations)),
  late('panels', () => complete((load('./automation') as typeof import('./automation')).panels)),
  late('permissions', () => complete((load('./access') as typeof import('./access')).permissions)),
  late('policies', () => complete((load('./access') as typeof import('./access')).policies)),
  late('presets', () => complete((load('./content') as typeof import('./content')).presets)),
  late('relations', () => complete((load('./dataModel') as typeof import('./dataModel')).relations)),
  late('request', () => complete((load('./rawRequest') as typeof import('./rawRequest')).request)),
  late('revisions', () => complete((load('./history') as typeof import('./history')).revisions)),
  late('roles', () => complete((load('./access') as typeof import('./access')).roles)),
  late('schema', () => complete((load('./system') as typeof import('./system')).schema)),
  late('server', () => complete((load('./system') as typeof import('./system')).server)),
  late('settings', () => complete((load('./system') as typeof import('./system')).settings)),
  late('shares', () => complete((load('./content') as typeof import('./content')).shares)),
  late('translations', () => complete((load('./content') as typeof import('./content')).translations)),
  late('users', () => complete((load('./users') as typeof import('./users')).users)),
  late('utils', () => complete((load('./utils') as typeof import('./utils')).utils)),
  late('versions', () => complete((load('./content') as typeof import('./content')).versions)),
  late('webhooks', () => complete((load('./automation') as typeof import('./automation')).webhooks)),
];

/** All resources of the node. */
export const tables: NodeTables<DirectusOperation> = { label: 'Resource', tables: resources };

/** A table with the fields that its rows have by what they do. */
function complete(table: DirectusTable): DirectusTable {
  return withRepeatOptions(withFileField(table));
}
