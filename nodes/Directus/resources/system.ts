import type { DirectusTable } from '../operation';
import { BOOLEAN } from '../request/valueForms';
import { itemQuery } from './fields';
import { choice, json, required, text, toggle } from './inputs';
import { settingsFields } from './settingsFields';

/** directus_settings */
export const settings: DirectusTable = {
  value: 'settings',
  name: 'Setting',
  description: 'Settings of the project',
  operations: [
    {
      value: 'get',
      name: 'Get',
      action: 'Get the settings',
      description: 'Retrieves the settings of the project',
      verb: 'GET',
      path: '/settings',
      query: true,
      fields: [itemQuery],
      simplify: 'settings',
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update the settings',
      description: 'Changes settings of the project',
      verb: 'PATCH',
      path: '/settings',
      query: true,
      data: { collection: 'directus_settings', notEmpty: true },
      additionalFields: settingsFields,
    },
    {
      value: 'setOwner',
      name: 'Set Owner',
      action: 'Set the owner of the project',
      description: 'Says who owns the project and what it is used for',
      verb: 'POST',
      path: '/settings/owner',
      data: {
        fields: ['org_name', 'product_updates', 'project_owner', 'project_usage'],
        required: ['project_owner'],
        choices: { project_usage: ['personal', 'commercial', 'community'] },
        complete: (data) => ({ org_name: null, product_updates: false, project_usage: null, ...data }),
      },
      fields: [
        text('Owner Email', 'project_owner', { required: true, placeholder: 'e.g. ada@example.org' }),
        choice('Usage', 'project_usage', ['personal', 'commercial', 'community']),
        text('Organization', 'org_name'),
        toggle('Product Updates', 'product_updates', 'the owner wants to hear of new versions'),
      ],
      emptyReply: { updated: true },
      available: { from: '11.13', instead: 'There is no owner in older versions.' },
    },
  ],
};

/** The server itself. */
export const server: DirectusTable = {
  value: 'server',
  name: 'Server',
  description: 'State of Directus and its specifications',
  operations: [
    {
      value: 'getGraphQL',
      name: 'Get GraphQL SDL',
      action: 'Get the GraphQL SDL',
      description: 'Retrieves the GraphQL schema as text',
      verb: 'GET',
      path: '/server/specs/graphql/:scope',
      fields: [
        choice('Scope', 'scope', ['items', 'system'], {
          required: true,
          description: 'Whether content is described, or what Directus itself has',
        }),
      ],
      presets: { scope: 'items' },
      reply: { text: 'schema' },
    },
    {
      value: 'getOpenAPI',
      name: 'Get OpenAPI Specification',
      action: 'Get the open API specification',
      description: 'Retrieves the OpenAPI specification of this Directus',
      verb: 'GET',
      path: '/server/specs/oas',
      reply: 'whole',
    },
    {
      value: 'health',
      name: 'Get Health',
      action: 'Get the health of the server',
      description: 'Retrieves whether Directus and what it needs are well',
      verb: 'GET',
      path: '/server/health',
      reply: 'whole',
    },
    {
      value: 'info',
      name: 'Get Info',
      action: 'Get info on the server',
      description: 'Retrieves name, version and limits of this Directus',
      verb: 'GET',
      path: '/server/info',
      simplify: 'serverInfo',
    },
    {
      value: 'ping',
      name: 'Ping',
      action: 'Ping the server',
      description: 'Makes sure that Directus answers',
      verb: 'GET',
      path: '/server/ping',
      reply: { text: 'ping' },
    },
  ],
};

const mode = choice('Mode', 'mode', ['mirror', 'merge'], {
  description: 'Whether what the snapshot lacks is to be deleted (mirror) or kept (merge)',
});
const force = toggle('Force', 'force', 'a snapshot of another version or database is taken too');

/** The data model as a whole. */
export const schema: DirectusTable = {
  value: 'schema',
  name: 'Schema',
  description: 'The data model as a whole, to carry it to another Directus',
  operations: [
    {
      value: 'apply',
      name: 'Apply',
      action: 'Apply a schema difference',
      description: 'Changes the data model by a difference that Get Difference returned',
      verb: 'POST',
      path: '/schema/apply',
      query: ['force'],
      forms: { force: BOOLEAN },
      data: { fields: ['hash', 'diff'], required: ['hash', 'diff'] },
      fields: [text('Hash', 'hash', { required: true }), required(json('Difference', 'diff')), force],
      emptyReply: { applied: true },
    },
    {
      value: 'diff',
      name: 'Get Difference',
      action: 'Get a schema difference',
      description: 'Compares a snapshot with this Directus; nothing comes back where they are equal',
      verb: 'POST',
      path: '/schema/diff',
      query: ['force', 'mode'],
      forms: { force: BOOLEAN },
      data: { form: 'any' },
      fields: [
        json('Snapshot', 'data', { required: true, description: 'Snapshot of the other Directus' }),
        force,
        mode,
      ],
      emptyReply: { hash: null, diff: null },
    },
    {
      value: 'snapshot',
      name: 'Get Snapshot',
      action: 'Get a schema snapshot',
      description: 'Retrieves the whole data model',
      verb: 'GET',
      path: '/schema/snapshot',
      query: ['includeCollections', 'excludeCollections'],
      additionalFields: [
        text('Exclude Collections', 'excludeCollections', {
          description: 'Names with commas between them; from Directus 12 on',
        }),
        text('Include Collections', 'includeCollections', {
          description: 'Names with commas between them; from Directus 12 on',
        }),
      ],
    },
  ],
};
