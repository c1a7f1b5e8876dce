import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';

const eventType: INodeProperties = {
  displayName: 'Event',
  name: 'event',
  type: 'string',
  default: '',
  placeholder: 'e.g. user.human.added',
  description: 'Type of the event',
};

const eventGroup: INodeProperties = {
  displayName: 'Group',
  name: 'group',
  type: 'string',
  default: '',
  placeholder: 'e.g. user.human',
  description: 'What the event types start with',
};

const functionName: INodeProperties = {
  displayName: 'Function Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. preuserinfo',
  description: 'One of those that Get Execution Functions lists',
};

const method: INodeProperties = {
  displayName: 'Method',
  name: 'method',
  type: 'string',
  default: '',
  placeholder: 'e.g. /zitadel.user.v2.UserService/SetEmail',
  description: 'One of those that Get Execution Methods lists',
};

const service: INodeProperties = {
  displayName: 'Service',
  name: 'service',
  type: 'string',
  default: '',
  placeholder: 'e.g. zitadel.user.v2.UserService',
  description: 'One of those that Get Execution Services lists',
};

const event: INodeProperties = {
  displayName: 'Event',
  name: 'event',
  type: 'collection',
  placeholder: 'Add Field',
  default: { event: '' },
  description: 'After something has happened: one event, a group of events, or all events',
  options: [
    {
      displayName: 'All',
      name: 'all',
      type: 'boolean',
      default: true,
      description: 'Whether every event matches',
    },
    eventType,
    eventGroup,
  ],
};

const functionCall: INodeProperties = {
  displayName: 'Function',
  name: 'function',
  type: 'collection',
  placeholder: 'Add Field',
  default: { name: '' },
  description: 'While Zitadel creates a token, user info or a SAML response',
  options: [functionName],
};

const request: INodeProperties = {
  displayName: 'Request',
  name: 'request',
  type: 'collection',
  placeholder: 'Add Field',
  default: { method: '' },
  description: 'Before an API call: to a method, a service, or all',
  options: [
    {
      displayName: 'All',
      name: 'all',
      type: 'boolean',
      default: true,
      description: 'Whether every call matches',
    },
    method,
    service,
  ],
};

const response: INodeProperties = {
  ...request,
  displayName: 'Response',
  name: 'response',
  description: 'After an API call: to a method, a service, or all',
};

/** When targets are called. */
export const condition: INodeProperties = {
  displayName: 'Condition',
  name: 'condition',
  type: 'collection',
  placeholder: 'Add Field',
  default: { event: { event: '' } },
  required: true,
  description:
    'When the targets are called. If several conditions match, only the most specific one counts: a method before a service, an event before a group, and all last.',
  options: [event, functionCall, request, response],
};

/** Fields of an event's condition in a list, where all of an entry are shown: a choice, and the text it takes. */
const eventValues: INodeProperties[] = [
  {
    displayName: 'Which',
    name: 'which',
    type: 'options',
    options: [
      { name: 'All Events', value: '{"all":true}' },
      { name: 'Group', value: '{"group":""}' },
      { name: 'One Event', value: '{"event":""}' },
    ],
    default: '{"event":""}',
  },
  { ...eventType, displayOptions: { show: { which: ['{"event":""}'] } } },
  { ...eventGroup, displayOptions: { show: { which: ['{"group":""}'] } } },
];

const callValues: INodeProperties[] = [
  {
    displayName: 'Which',
    name: 'which',
    type: 'options',
    options: [
      { name: 'All Calls', value: '{"all":true}' },
      { name: 'One Method', value: '{"method":""}' },
      { name: 'Service', value: '{"service":""}' },
    ],
    default: '{"method":""}',
  },
  { ...method, displayOptions: { show: { which: ['{"method":""}'] } } },
  { ...service, displayOptions: { show: { which: ['{"service":""}'] } } },
];

/** A list of conditions. */
export const conditions: FormField = {
  displayName: 'Conditions',
  name: 'conditions',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Condition',
  default: {},
  description: 'Conditions, of which the execution must have one',
  options: [
    { displayName: 'Event', name: 'event', values: eventValues },
    { displayName: 'Function', name: 'function', values: [functionName] },
    { displayName: 'Request', name: 'request', values: callValues },
    { displayName: 'Response', name: 'response', values: callValues },
  ],
};
