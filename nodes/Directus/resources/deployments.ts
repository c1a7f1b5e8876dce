import type { INodeProperties } from 'n8n-workflow';

import type { Availability, DirectusOperation, DirectusTable } from '../operation';
import {
  BOOLEAN,
  DATE,
  DURATION,
  matching,
  objectOf,
  objectsWith,
  oneOf,
  TEXTS,
  wholeNumber,
} from '../request/valueForms';
import { itemQuery, listQuery } from './fields';
import { choice, dateTime, number, optional, secretText, text, toggle } from './inputs';

const PROVIDERS = ['netlify', 'vercel'];
const provider = choice('Provider', 'provider', PROVIDERS, { required: true });
const project = text('Project ID', 'id', {
  required: true,
  description: 'ID that the project has in Directus',
});
const run = text('Run ID', 'id', { required: true, description: 'ID that the run has in Directus' });
const range = text('Range', 'range', {
  placeholder: 'e.g. 7d',
  description: 'How far back to look: a number with ms, s, m, h, d, w or y',
});
const credentials: INodeProperties = {
  displayName: 'Credentials',
  name: 'credentials',
  type: 'collection',
  placeholder: 'Add Credential',
  default: { access_token: '' },
  required: true,
  description: 'What Directus signs in to the provider with',
  options: [secretText('Access Token', 'access_token')],
};
const options: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  description: 'Whose projects are meant, where it is not the person whose token it is',
  options: [
    text('Account Slug', 'account_slug', { description: 'Name of the account at Netlify' }),
    text('Team ID', 'team_id', { description: 'ID of the team at Vercel' }),
  ],
};
const AVAILABLE: Availability = { from: '11.15', instead: 'Call the provider itself.' };
const REMEDIES = {
  INVALID_CREDENTIALS:
    'Check the token in the credential, and the access token that the deployment has: either may have been refused.',
};
const FORMS = {
  provider: oneOf(PROVIDERS),
  range: DURATION,
  since: DATE,
  offset: wholeNumber(0),
  limit: wholeNumber(-1),
  search: matching(),
  credentials: objectOf({ access_token: matching() }),
  options: objectOf({ account_slug: matching(), team_id: matching() }),
  create: objectsWith('external_id', 'name'),
  delete: TEXTS,
  preview: BOOLEAN,
  clear_cache: BOOLEAN,
};

const OPERATIONS: DirectusOperation[] = [
  {
    ...reading('get', 'Get', 'Get a deployment', 'Retrieves how Directus reaches a provider', ''),
    query: true,
    fields: [provider, itemQuery],
  },
  {
    ...reading(
      'getDashboard',
      'Get Dashboard',
      'Get the dashboard of a deployment',
      'Retrieves the state of all projects of a provider',
      '/dashboard',
      [range],
    ),
    query: ['range'],
  },
  reading(
    'getProject',
    'Get Project',
    'Get a project of a deployment',
    'Retrieves a project as the provider has it',
    '/projects/:id',
    [project],
  ),
  {
    ...reading(
      'getRun',
      'Get Run',
      'Get a run of a deployment',
      'Retrieves a run with its log',
      '/runs/:id',
      [run, dateTime('Since', 'since', { description: 'Moment from which the log is wanted' })],
    ),
    query: ['since'],
  },
  {
    ...reading(
      'getRunStats',
      'Get Run Stats',
      'Get the run stats of a deployment',
      'Retrieves how many runs of a project went well',
      '/projects/:id/runs/stats',
      [project, range],
    ),
    query: ['range'],
  },
  {
    ...reading(
      'listProjects',
      'Get Many Projects',
      'Get many projects of a deployment',
      'Retrieves the projects that the provider has',
      '/projects',
    ),
    list: true,
    unpaged: true,
  },
  {
    ...reading(
      'listRuns',
      'Get Many Runs',
      'Get many runs of a deployment',
      'Retrieves the runs of a project, the newest first',
      '/projects/:id/runs',
      [
        project,
        text('Search', 'search'),
        number('Offset', 'offset', { description: 'How many to pass over' }),
      ],
    ),
    query: ['search', 'offset', 'limit'],
    list: true,
  },
  {
    value: 'list',
    name: 'Get Many',
    action: 'Get many deployments',
    description: 'Retrieves the providers that are set up',
    verb: 'GET',
    path: '/deployments',
    query: true,
    records: 'directus_deployments',
    filters: listQuery,
    list: true,
  },
  {
    value: 'create',
    name: 'Create',
    action: 'Create a deployment',
    description: 'Sets up a provider',
    verb: 'POST',
    path: '/deployments',
    query: true,
    data: {
      fields: ['provider', 'credentials', 'options'],
      required: ['provider', 'credentials'],
      choices: { provider: PROVIDERS },
    },
    fields: [provider, credentials],
    additionalFields: [options],
  },
  {
    value: 'update',
    name: 'Update',
    action: 'Update a deployment',
    description: 'Changes how Directus reaches a provider',
    verb: 'PATCH',
    path: '/deployments/:provider',
    query: true,
    data: { fields: ['credentials', 'options'], notEmpty: true },
    fields: [provider],
    additionalFields: optional([credentials, options]),
  },
  {
    value: 'delete',
    name: 'Delete',
    action: 'Delete a deployment',
    description: 'Takes a provider away with its projects and runs',
    verb: 'DELETE',
    path: '/deployments/:provider',
    fields: [provider],
    emptyReply: { deleted: true },
  },
  {
    value: 'updateProjects',
    name: 'Update Projects',
    action: 'Update the projects of a deployment',
    description: 'Chooses the projects of the provider that Directus builds',
    verb: 'PATCH',
    path: '/deployments/:provider/projects',
    data: { fields: ['create', 'delete'], notEmpty: true },
    send: 'updateProjects',
    fields: [provider],
    additionalFields: [
      {
        displayName: 'Add',
        name: 'create',
        type: 'fixedCollection',
        typeOptions: { multipleValues: true },
        placeholder: 'Add Project',
        default: {},
        options: [
          {
            displayName: 'Project',
            name: 'project',
            values: [
              text('External ID', 'external_id', { description: 'ID that the project has at the provider' }),
              text('Name', 'name'),
            ],
          },
        ],
      },
      text('Remove', 'delete', {
        typeOptions: { multipleValues: true },
        default: [],
        description: 'IDs that the projects have in Directus',
      }),
    ],
  },
  {
    value: 'deploy',
    name: 'Deploy',
    action: 'Deploy a project',
    description: 'Has the provider build a project',
    verb: 'POST',
    path: '/deployments/:provider/projects/:id/deploy',
    data: { fields: ['preview', 'clear_cache'] },
    send: 'deploy',
    fields: [
      provider,
      project,
      toggle('Preview', 'preview', 'a preview is built instead of the real site (at Vercel only)'),
      toggle('Clear Cache', 'clear_cache', 'the provider begins without its cache', true),
    ],
  },
  {
    value: 'cancelRun',
    name: 'Cancel Run',
    action: 'Cancel a run of a deployment',
    description: 'Ends a run that is under way',
    verb: 'POST',
    path: '/deployments/:provider/runs/:id/cancel',
    fields: [provider, run],
  },
];

/** Websites that are built from the content. */
export const deployments: DirectusTable = {
  value: 'deployments',
  name: 'Deployment',
  description: 'Websites that Directus has a provider build',
  operations: OPERATIONS.map((row) => ({ ...row, forms: FORMS, remedies: REMEDIES, available: AVAILABLE })),
};

function reading(
  value: string,
  name: string,
  action: string,
  description: string,
  path: string,
  fields: INodeProperties[] = [],
): DirectusOperation {
  return {
    value,
    name,
    action,
    description,
    verb: 'GET',
    path: `/deployments/:provider${path}`,
    fields: [provider, ...fields],
  };
}
