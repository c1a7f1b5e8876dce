import type { IDataObject } from 'n8n-workflow';

/**
 * An operation for which Directus itself calls a service on the internet: its marketplace, its licence server, or who
 * builds websites. Without that service Directus refuses, so what can be seen is which request arrives there and that
 * the refusal comes back as an error.
 */
export interface OutsideCase {
  resource: string;
  operation: string;
  json: IDataObject;
  /** Method and path of the request that arrives at Directus. */
  request: string;
}

const uuid = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';
const license = { data: { license_key: 'AAAA-BBBB' } };

/** The marketplace. */
const EXTENSIONS: OutsideCase[] = [
  { operation: 'listRegistry', json: { query: { search: 'x' } }, request: 'GET /extensions/registry' },
  { operation: 'getFromRegistry', json: { id: uuid }, request: `GET /extensions/registry/extension/${uuid}` },
  {
    operation: 'getRegistryAccount',
    json: { id: uuid },
    request: `GET /extensions/registry/account/${uuid}`,
  },
  {
    operation: 'install',
    json: { data: { extension: uuid, version: uuid } },
    request: 'POST /extensions/registry/install',
  },
  {
    operation: 'reinstall',
    json: { data: { extension: uuid } },
    request: 'POST /extensions/registry/reinstall',
  },
  { operation: 'uninstall', json: { id: uuid }, request: `DELETE /extensions/registry/uninstall/${uuid}` },
  {
    operation: 'update',
    json: { id: uuid, data: { meta: { enabled: false } } },
    request: `PATCH /extensions/${uuid}`,
  },
  { operation: 'delete', json: { id: uuid }, request: `DELETE /extensions/${uuid}` },
].map((row) => ({ resource: 'extensions', ...row }));

/** The licence server. */
const LICENSE: OutsideCase[] = [
  { operation: 'activate', json: license, request: 'POST /license' },
  { operation: 'update', json: license, request: 'PATCH /license' },
  { operation: 'deactivate', json: {}, request: 'DELETE /license' },
  { operation: 'preview', json: license, request: 'POST /license/preview' },
  { operation: 'getPortal', json: {}, request: 'GET /license/portal' },
  { operation: 'listAddons', json: {}, request: 'GET /license/addons' },
  { operation: 'updateAddon', json: { id: 'x', data: { quantity: 2 } }, request: 'PATCH /license/addons/x' },
  { operation: 'deleteAddon', json: { id: 'x' }, request: 'DELETE /license/addons/x' },
  { operation: 'getPendingResolution', json: license, request: 'POST /license/pending-resolution' },
  { operation: 'resolve', json: { data: { seats: 'x' } }, request: 'POST /license/resolve' },
].map((row) => ({ resource: 'license', ...row }));

const credentials = { access_token: 'x' };
const at = '/deployments/vercel';

/** Who builds websites. */
const DEPLOYMENTS: OutsideCase[] = [
  {
    operation: 'create',
    json: { data: { provider: 'vercel', credentials, options: {} } },
    request: 'POST /deployments',
  },
  { operation: 'get', json: {}, request: `GET ${at}` },
  { operation: 'update', json: { data: { credentials } }, request: `PATCH ${at}` },
  { operation: 'delete', json: {}, request: `DELETE ${at}` },
  { operation: 'getDashboard', json: { range: '7d' }, request: `GET ${at}/dashboard?range=7d` },
  { operation: 'listProjects', json: {}, request: `GET ${at}/projects` },
  { operation: 'updateProjects', json: { data: { delete: [uuid] } }, request: `PATCH ${at}/projects` },
  { operation: 'getProject', json: { id: uuid }, request: `GET ${at}/projects/${uuid}` },
  {
    operation: 'deploy',
    json: { id: uuid, data: { preview: true } },
    request: `POST ${at}/projects/${uuid}/deploy`,
  },
  { operation: 'listRuns', json: { id: uuid }, request: `GET ${at}/projects/${uuid}/runs` },
  { operation: 'getRunStats', json: { id: uuid }, request: `GET ${at}/projects/${uuid}/runs/stats` },
  { operation: 'getRun', json: { id: uuid }, request: `GET ${at}/runs/${uuid}` },
  { operation: 'cancelRun', json: { id: uuid }, request: `POST ${at}/runs/${uuid}/cancel` },
].map(({ json, ...row }) => ({
  resource: 'deployments',
  json: row.operation === 'create' ? json : { provider: 'vercel', ...json },
  ...row,
}));

/** Every operation that needs a service on the internet. */
export const OUTSIDE_CASES: OutsideCase[] = [...EXTENSIONS, ...LICENSE, ...DEPLOYMENTS];
