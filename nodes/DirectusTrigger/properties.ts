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
        'A flow in Directus notifies n8n at once. Requires permission to create flows, and Directus must be able to reach n8n. Events are lost while either is down.',
    },
    {
      name: 'Checking Regularly',
      value: 'checking',
      description:
        'N8n polls the activity log of Directus. Nothing in the log is missed, even while n8n is down.',
    },
    {
      name: 'Before the Change',
      value: 'before',
      description:
        'Directus waits for the workflow, whose last node can alter or reject the change. For advanced use.',
    },
  ],
};

const DESCRIPTIONS: Readonly<Record<Delivery, string>> = {
  instant: 'Events that start the workflow',
  checking:
    'Events that start the workflow. The activity log has no failed sign-ins, no manual sorting, and no changes made directly in the database.',
  before: 'Changes that wait for the workflow',
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
    'Collections to watch. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  displayOptions: { show: { events: OF_ITEMS } },
};

const INTERVAL: INodeProperties = {
  displayName: 'Interval',
  name: 'interval',
  type: 'number',
  typeOptions: { minValue: 1, numberPrecision: 0 },
  default: 10,
  description: 'Seconds between checks',
  displayOptions: { show: { delivery: ['checking'] } },
};

const WHEN_NO_ANSWER: INodeProperties = {
  displayName: 'When N8n Does Not Answer',
  name: 'whenNoAnswer',
  type: 'options',
  default: 'pass',
  description: 'What happens to the change if n8n is down or too slow, or the workflow fails',
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
        'Whether to read each record from Directus, which also detects changes that were rolled back. The payload is then the whole record, one item for each.',
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
