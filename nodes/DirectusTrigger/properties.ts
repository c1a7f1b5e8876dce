import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { EVENTS, type Delivery } from './events';

const DELIVERY: INodeProperties = {
  displayName: 'Delivery',
  name: 'delivery',
  type: 'options',
  noDataExpression: true,
  default: 'instant',
  options: [
    {
      name: 'Instantly',
      value: 'instant',
      description:
        'A flow in Directus tells n8n at once. Needs the right to make flows, and Directus must be able to reach n8n. Events that come up while either is down are lost.',
    },
    {
      name: 'Checking Regularly',
      value: 'checking',
      description:
        'Reads the activity log of Directus again and again. Nothing is missed, not even while n8n is down. Sees what the log records.',
    },
    {
      name: 'Before the Change',
      value: 'before',
      description:
        'Directus waits for the workflow, whose last node may alter the change or refuse it. For advanced use.',
    },
  ],
};

const DESCRIPTIONS: Readonly<Record<Delivery, string>> = {
  instant: 'What is to start the workflow',
  checking:
    'What is to start the workflow. Failed sign-ins, sorting by hand, and whatever is written past Directus are not in the activity log.',
  before: 'What is to wait for the workflow',
};

function choicesFor(delivery: Delivery): INodePropertyOptions[] {
  return EVENTS.filter(({ deliveries }) => deliveries.includes(delivery)).map(
    ({ name, value, description }) => ({ name, value, ...(description !== undefined && { description }) }),
  );
}

function eventsFor(delivery: Delivery): INodeProperties {
  return {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    required: true,
    default: [],
    options: choicesFor(delivery),
    description: DESCRIPTIONS[delivery],
    displayOptions: { show: { delivery: [delivery] } },
  };
}

const OF_ITEMS = EVENTS.filter(({ collection }) => collection === '').map(({ value }) => value);

const COLLECTIONS: INodeProperties = {
  displayName: 'Collection Names or IDs',
  name: 'collections',
  type: 'multiOptions',
  required: true,
  default: [],
  typeOptions: { loadOptionsMethod: 'getCollections' },
  description:
    'Collections whose items count. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  displayOptions: { show: { events: OF_ITEMS } },
};

const INTERVAL: INodeProperties = {
  displayName: 'Interval',
  name: 'interval',
  type: 'number',
  typeOptions: { minValue: 1, numberPrecision: 0 },
  default: 10,
  description: 'Seconds between two checks',
  displayOptions: { show: { delivery: ['checking'] } },
};

const WHEN_NO_ANSWER: INodeProperties = {
  displayName: 'When N8n Does Not Answer',
  name: 'whenNoAnswer',
  type: 'options',
  default: 'pass',
  description: 'What becomes of the change when n8n is down, too slow, or the workflow fails',
  options: [
    { name: 'Let the Change Pass', value: 'pass' },
    { name: 'Refuse the Change', value: 'refuse' },
  ],
  displayOptions: { show: { delivery: ['before'] } },
};

const OPTIONS: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  displayOptions: { show: { delivery: ['instant', 'before'] } },
  options: [
    {
      displayName: 'Answer Within',
      name: 'answerWithin',
      type: 'number',
      typeOptions: { minValue: 1, numberPrecision: 0 },
      default: 10,
      description: 'Seconds after which Directus stops waiting for the workflow',
      displayOptions: { show: { '/delivery': ['before'] } },
    },
    {
      displayName: 'Check Address',
      name: 'checkAddress',
      type: 'boolean',
      default: true,
      description: 'Whether to have Directus try to reach n8n when the workflow is published',
    },
    {
      displayName: 'Confirm',
      name: 'confirm',
      type: 'boolean',
      default: false,
      description:
        'Whether to look each record up in Directus, which also tells of changes that were undone again. The payload is then the whole record, one item for each.',
      displayOptions: { show: { '/delivery': ['instant'] } },
    },
  ],
};

/** The form of the Directus Trigger. */
export const PROPERTIES: INodeProperties[] = [
  DELIVERY,
  eventsFor('instant'),
  eventsFor('checking'),
  eventsFor('before'),
  COLLECTIONS,
  INTERVAL,
  WHEN_NO_ANSWER,
  OPTIONS,
];
