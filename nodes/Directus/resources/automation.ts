import type { DirectusTable } from '../operation';
import { UUID } from '../request/valueForms';
import { crud } from './crud';
import { choice, json, longText, number, required, text, toggle } from './inputs';
import { flowLocator, locator } from './locators';

const icon = text('Icon', 'icon', { placeholder: 'e.g. bolt' });
const color = text('Color', 'color', { placeholder: 'e.g. #6644FF' });
const name = text('Name', 'name', { required: true });
const options = json('Options', 'options', { default: '{}' });

const TRIGGERS = ['event', 'manual', 'operation', 'schedule', 'webhook'];
const STATUSES = ['active', 'inactive'];
const ACCOUNTABILITIES = ['all', 'activity'];

/** directus_flows */
export const flows: DirectusTable = {
  value: 'flows',
  name: 'Flow',
  description: 'Automations inside Directus',
  operations: [
    ...crud({
      resource: 'flows',
      simplify: 'flow',
      record: 'flow',
      exists: { by: ['name'] },
      fields: [
        'accountability',
        'color',
        'description',
        'folder',
        'icon',
        'id',
        'name',
        'operation',
        'operations',
        'options',
        'status',
        'trigger',
      ],
      form: [name, choice('Trigger', 'trigger', TRIGGERS), choice('Status', 'status', STATUSES)],
      additional: [
        options,
        choice('Accountability', 'accountability', ACCOUNTABILITIES),
        color,
        longText('Description', 'description'),
        icon,
        text('Operation ID', 'operation', { description: 'ID of the operation that comes first' }),
      ],
      choices: { trigger: TRIGGERS, status: STATUSES, accountability: ACCOUNTABILITIES },
    }),
    {
      value: 'trigger',
      name: 'Trigger',
      action: 'Trigger a flow',
      description: 'Runs a flow that a webhook or a person triggers, and returns what it returns',
      verb: 'POST',
      path: '/flows/trigger/:id',
      parameters: ['method'],
      query: ['*'],
      data: { form: 'any' },
      fields: [
        flowLocator('id'),
        choice('Method', 'method', ['POST', 'GET'], { description: 'Method that the flow is set to' }),
        json('Data', 'data', {
          default: '{}',
          description: 'Body that the flow gets; a manual one needs collection and keys',
        }),
        json('Query', 'query', { default: '{}', description: 'Query parameters that the flow gets' }),
      ],
      forms: { id: UUID },
      reply: 'whole',
      send: 'triggerFlow',
    },
  ],
};

/** directus_operations */
export const operations: DirectusTable = {
  value: 'operations',
  name: 'Operation',
  description: 'Steps of a flow',
  operations: crud({
    resource: 'operations',
    simplify: 'operation',
    record: 'operation',
    article: 'an',
    fields: ['flow', 'id', 'key', 'name', 'options', 'position_x', 'position_y', 'reject', 'resolve', 'type'],
    form: [
      flowLocator('flow'),
      text('Key', 'key', { required: true, placeholder: 'e.g. send_mail' }),
      text('Type', 'type', { required: true, placeholder: 'e.g. log' }),
    ],
    additional: [
      text('Name', 'name'),
      options,
      number('Position X', 'position_x', { default: 19 }),
      number('Position Y', 'position_y', { default: 1 }),
      text('Reject ID', 'reject', { description: 'ID of the operation to go on with after a failure' }),
      text('Resolve ID', 'resolve', { description: 'ID of the operation to go on with' }),
    ],
    complete: (data) => ({ position_x: 19, position_y: 1, ...data }),
  }),
};

/** directus_dashboards */
export const dashboards: DirectusTable = {
  value: 'dashboards',
  name: 'Dashboard',
  description: 'Pages of panels in Insights',
  operations: crud({
    resource: 'dashboards',
    record: 'dashboard',
    exists: { by: ['name'] },
    fields: ['color', 'icon', 'id', 'name', 'note', 'panels'],
    form: [name],
    additional: [color, icon, text('Note', 'note')],
  }),
};

/** directus_panels */
export const panels: DirectusTable = {
  value: 'panels',
  name: 'Panel',
  description: 'Parts of a dashboard',
  operations: crud({
    resource: 'panels',
    simplify: 'panel',
    record: 'panel',
    fields: [
      'color',
      'dashboard',
      'height',
      'icon',
      'id',
      'name',
      'note',
      'options',
      'position_x',
      'position_y',
      'show_header',
      'type',
      'width',
    ],
    form: [
      required(locator('Dashboard', 'dashboard', 'searchDashboards')),
      text('Type', 'type', { required: true, placeholder: 'e.g. label' }),
      text('Name', 'name'),
    ],
    additional: [
      color,
      number('Height', 'height', { default: 8 }),
      icon,
      text('Note', 'note'),
      options,
      number('Position X', 'position_x', { default: 1 }),
      number('Position Y', 'position_y', { default: 1 }),
      toggle('Show Header', 'show_header', 'the name is shown above the panel'),
      number('Width', 'width', { default: 12 }),
    ],
    complete: (data) => ({ position_x: 1, position_y: 1, width: 12, height: 8, ...data }),
  }),
};

const WEBHOOKS = {
  gone: '11.14',
  instead:
    'Use a flow: resource Flow with an event as its trigger, and resource Operation with the type request.',
};

/** directus_webhooks, for Directus before 11.14 */
export const webhooks: DirectusTable = {
  value: 'webhooks',
  name: 'Webhook',
  description: 'Requests that Directus sends on events; before 11.14',
  operations: crud({
    resource: 'webhooks',
    simplify: 'webhook',
    record: 'webhook',
    fields: ['actions', 'collections', 'data', 'headers', 'id', 'method', 'name', 'status', 'url'],
    form: [
      name,
      text('URL', 'url', { required: true, placeholder: 'e.g. https://example.org/hook' }),
      json('Actions', 'actions', { default: '["create"]', required: true }),
      json('Collections', 'collections', { default: '[]', required: true }),
    ],
    additional: [
      json('Headers', 'headers', { description: 'List of objects with header and value' }),
      choice('Method', 'method', ['POST', 'GET']),
      choice('Status', 'status', STATUSES),
    ],
    choices: { method: ['POST', 'GET'], status: STATUSES },
    without: ['updateByQuery', 'deleteByQuery'],
    more: { available: WEBHOOKS, withoutLists: true },
  }),
};
