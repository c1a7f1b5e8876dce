import type { INodeProperties } from 'n8n-workflow';

import { innerLocator } from '../Zitadel/services/fields';
import { AUTHENTICATION } from '../Zitadel/services/options';
import { EVENTS } from './events';

const EVENT_DELIVERIES = { show: { delivery: ['checking', 'instant'] } };
const CALLS = { delivery: ['call'] };

const DELIVERY: INodeProperties = {
  displayName: 'Delivery',
  name: 'delivery',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Checking Regularly',
      value: 'checking',
      description:
        'N8n polls Zitadel for new events. None are missed, and Zitadel does not need to reach n8n.',
    },
    {
      name: 'Instantly (Webhook)',
      value: 'instant',
      description: 'Zitadel sends each event to n8n at once. Events are lost while n8n is down.',
    },
    {
      name: 'On Calls of the API (Expert)',
      value: 'call',
      description: 'Zitadel calls n8n on requests, responses or functions, and can wait for a response',
    },
  ],
  default: 'checking',
  description: 'How events reach n8n',
};

const CHOSEN_EVENTS: INodeProperties = {
  displayName: 'Events',
  name: 'events',
  type: 'multiOptions',
  options: EVENTS.map(({ name, value, description }) => ({ name, value, description })),
  allowArbitraryValues: true,
  default: [],
  displayOptions: EVENT_DELIVERIES,
  description: 'Events that start the workflow. More Events has all others.',
};

const MORE_EVENTS: INodeProperties = {
  displayName: 'More Event Names or IDs',
  name: 'moreEvents',
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod: 'getEventTypes' },
  allowArbitraryValues: true,
  default: [],
  displayOptions: EVENT_DELIVERIES,
  description:
    'Other events and groups that your Zitadel knows. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const INTERVAL: INodeProperties = {
  displayName: 'Interval',
  name: 'interval',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 10,
  displayOptions: { show: { delivery: ['checking'] } },
  description: 'Seconds between checks',
};

const NOTICE: INodeProperties = {
  displayName:
    'Zitadel must be able to reach n8n, and the user of the credential needs the role IAM_OWNER. Events that happen while n8n cannot be reached are lost; Checking Regularly misses none.',
  name: 'instantNotice',
  type: 'notice',
  default: '',
  displayOptions: { show: { delivery: ['instant'] } },
};

const CALL_NOTICE: INodeProperties = {
  displayName:
    'Calls pass through n8n before Zitadel goes on: a slow workflow slows them down. Calls of the older v1 API are not seen, and a request is no proof that it succeeds.',
  name: 'callNotice',
  type: 'notice',
  default: '',
  displayOptions: { show: CALLS },
};

const MOMENT: INodeProperties = {
  displayName: 'When',
  name: 'moment',
  type: 'options',
  options: [
    { name: 'After a Call (Response)', value: 'response', description: 'After a method has run' },
    { name: 'Before a Call (Request)', value: 'request', description: 'Before a method runs' },
    {
      name: 'In a Function',
      value: 'function',
      description: 'While Zitadel creates a token, user info or a SAML response',
    },
  ],
  default: 'request',
  displayOptions: { show: CALLS },
};

const SCOPE: INodeProperties = {
  displayName: 'Of',
  name: 'scope',
  type: 'options',
  options: [
    { name: 'One Method', value: 'method' },
    { name: 'All Methods of a Service', value: 'service' },
  ],
  default: 'method',
  displayOptions: { show: { ...CALLS, moment: ['request', 'response'] } },
};

const METHOD: INodeProperties = {
  displayName: 'Method Name or ID',
  name: 'method',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getMethods' },
  allowArbitraryValues: true,
  default: '',
  displayOptions: { show: { ...CALLS, moment: ['request', 'response'], scope: ['method'] } },
  description:
    'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const SERVICE: INodeProperties = {
  displayName: 'Service Name or ID',
  name: 'service',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getServices' },
  allowArbitraryValues: true,
  default: '',
  displayOptions: { show: { ...CALLS, moment: ['request', 'response'], scope: ['service'] } },
  description:
    'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const FUNCTION: INodeProperties = {
  displayName: 'Function Name or ID',
  name: 'function',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getFunctions' },
  allowArbitraryValues: true,
  default: '',
  displayOptions: { show: { ...CALLS, moment: ['function'] } },
  description:
    'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const ANSWER: INodeProperties = {
  displayName: 'Answer',
  name: 'answer',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: "Don't Wait", value: 'none', description: 'Zitadel continues at once' },
    {
      name: 'Wait for the Last Node',
      value: 'lastNode',
      description:
        'The first item of the last node can change the message (field request or response) or reject the call (forwardedErrorMessage, forwardedStatusCode). Otherwise the call continues unchanged.',
    },
  ],
  default: 'none',
  displayOptions: { show: CALLS },
  description: 'Whether Zitadel waits for the workflow',
};

const WAITING = { show: { ...CALLS, answer: ['lastNode'] } };

const INTERRUPT: INodeProperties = {
  displayName: 'Refuse if the Workflow Fails',
  name: 'interruptOnError',
  type: 'boolean',
  default: false,
  displayOptions: WAITING,
  description:
    'Whether to reject the call when the workflow fails or n8n does not respond. If off, Zitadel also ignores rejections by the workflow.',
};

const TIMEOUT: INodeProperties = {
  displayName: 'Timeout',
  name: 'answerTimeout',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 270 },
  default: 10,
  displayOptions: WAITING,
  description: 'Seconds that Zitadel waits for the workflow',
};

const FILTERS: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add Filter',
  default: {},
  displayOptions: EVENT_DELIVERIES,
  options: [
    {
      displayName: 'Aggregate ID',
      name: 'aggregateId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 163840776835432705',
      description: 'Only what happens to this user, organization, project or session',
    },
    {
      ...innerLocator('editorUserId', 'Done By', 'searchUsers'),
      description: 'Only what this user does',
    },
    {
      ...innerLocator('organizationId', 'Organization', 'searchOrganizations'),
      description: 'Only what belongs to this organization',
    },
  ],
};

const OPTIONS: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  displayOptions: EVENT_DELIVERIES,
  options: [
    {
      displayName: 'Include User',
      name: 'includeUser',
      type: 'boolean',
      default: false,
      description:
        'Whether to add the user that the event is about, in its current state. Null if the user no longer exists.',
    },
    {
      displayName: 'Whole Payload',
      name: 'wholePayload',
      type: 'boolean',
      default: false,
      description: 'Whether to keep password hashes, encrypted codes, secrets and challenges in the payload',
    },
  ],
};

/** The form of the node. */
export const PROPERTIES: INodeProperties[] = [
  AUTHENTICATION,
  DELIVERY,
  NOTICE,
  CALL_NOTICE,
  CHOSEN_EVENTS,
  MORE_EVENTS,
  INTERVAL,
  MOMENT,
  SCOPE,
  METHOD,
  SERVICE,
  FUNCTION,
  ANSWER,
  INTERRUPT,
  TIMEOUT,
  FILTERS,
  OPTIONS,
];
