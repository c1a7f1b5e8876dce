import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Table } from './operation';
import { placesOf } from './places';

const QR_CODE: INodeProperties = {
  displayName: 'QR Code',
  name: 'qrCode',
  type: 'string',
  default: 'qrCode',
  placeholder: 'e.g. qrCode',
  description: 'Name of the binary field to put the QR code in, as a PNG',
};

/** "Options" entry of lists. */
const OUTPUT_WHEN_EMPTY: INodeProperties = {
  displayName: 'Output When Empty',
  name: 'outputWhenEmpty',
  type: 'boolean',
  default: false,
  description: 'Whether to output an empty item if nothing was found',
};

/** Options that every operation of both nodes has. */
const COMMON_OPTIONS: INodeProperties[] = [
  {
    displayName: 'Concurrency',
    name: 'concurrency',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 100 },
    default: 10,
    description: 'Max number of requests to run at the same time',
  },
  {
    displayName: 'Retries',
    name: 'retries',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 10 },
    default: 3,
    description:
      'How many times to retry a request after a network or server failure, if that is safe; 0 for never',
  },
  {
    displayName: 'Timeout',
    name: 'timeout',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 60000,
    description: 'How long a single request may take, in milliseconds',
  },
];

/** "Options" of operations whose forms are loaded: what it takes is the same for all. */
export function loadedOptions(options: readonly INodeProperties[]): INodeProperties {
  return collection([...COMMON_OPTIONS, OUTPUT_WHEN_EMPTY, ...options]);
}

/**
 * "Options" of all operations of a node: one collection, so that the editor is not sent the same entries many times. An
 * entry that not all of them have says which do.
 *
 * @param common entries that every operation of the node has, beside those of both nodes
 */
export function optionsOf(tables: readonly Table[], common: readonly INodeProperties[]): INodeProperties {
  const entries = new Map<string, { entry: INodeProperties; operations: Map<string, string[]> }>();
  for (const table of tables) {
    for (const operation of table.operations) {
      for (const entry of ownOptions(operation)) {
        const key = JSON.stringify(entry);
        const { operations } = entries.get(key) ?? { operations: new Map<string, string[]>() };
        operations.set(table.value, [...(operations.get(table.value) ?? []), operation.value]);
        entries.set(key, { entry, operations });
      }
    }
  }
  const own = [...entries.values()].flatMap(({ entry, operations }) =>
    placesOf(tables, operations).map((place) => ({
      ...entry,
      displayOptions: {
        show: { '/resource': place.tables, ...(place.operations && { '/operation': place.operations }) },
      },
    })),
  );
  return {
    ...collection([...COMMON_OPTIONS, ...common, ...own]),
    displayOptions: { show: { resource: tables.map(({ value }) => value) } },
  };
}

function ownOptions({ options = [], qrCode, list }: Operation): INodeProperties[] {
  return [
    ...options,
    ...(qrCode === undefined ? [] : [QR_CODE]),
    ...(list === true ? [OUTPUT_WHEN_EMPTY] : []),
  ];
}

function collection(entries: INodeProperties[]): INodeProperties {
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: entries.sort((a, b) => a.displayName.localeCompare(b.displayName)),
  };
}
