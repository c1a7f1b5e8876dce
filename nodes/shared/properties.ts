import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { FormField, LoadedTables, NodeTables, Operation, Table } from './operation';

type Shown = 'fields' | 'json';

/** A property with the operations and request forms that show it. */
interface Placed {
  property: INodeProperties;
  operations: string[];
  shown: Shown[];
}

/** What the choice of a table and the choice of an operation have in common. */
const CHOICE: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: [],
  default: '',
};

const SPECIFY_BODY: INodeProperties = {
  displayName: 'Specify Request',
  name: 'specifyBody',
  type: 'options',
  options: [
    { name: 'Using Fields Below', value: 'fields', description: 'Fill in a form' },
    { name: 'Using JSON', value: 'json', description: 'Write the whole request as JSON' },
  ],
  default: 'fields',
  description: 'Whether the request is filled in field by field or written as JSON',
};

const RETURN_ALL: INodeProperties = {
  displayName: 'Return All',
  name: 'returnAll',
  type: 'boolean',
  default: false,
  description: 'Whether to return all results or only up to a given limit',
};

const LIMIT: INodeProperties = {
  displayName: 'Limit',
  name: 'limit',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 50,
  description: 'Max number of results to return',
  displayOptions: { show: { returnAll: [false] } },
};

const QR_CODE: INodeProperties = {
  displayName: 'QR Code',
  name: 'qrCode',
  type: 'string',
  default: 'qrCode',
  placeholder: 'e.g. qrCode',
  description: 'Name of the binary field that receives the QR code as a PNG, ready to be scanned',
};

/** Options that every operation of both nodes has. */
const COMMON_OPTIONS: INodeProperties[] = [
  {
    displayName: 'Concurrency',
    name: 'concurrency',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 100 },
    default: 10,
    description: 'Max number of requests that are under way at the same time',
  },
  {
    displayName: 'Timeout',
    name: 'timeout',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 60000,
    description: 'Milliseconds that one request may take',
  },
];

/**
 * A node's properties, made from its tables: the table's choice, the operation's, and each operation's form.
 * A field that several operations of a table share in the same form is one property.
 *
 * @param node the node's tables
 * @param jsonHint what to write into "JSON", for the user
 * @param options entries of "Options" that every operation of this node has
 */
export function toProperties<Row extends Operation>(
  node: NodeTables<Row>,
  jsonHint: string,
  options: INodeProperties[] = [],
): INodeProperties[] {
  const { selector, tables, loaded } = node;
  const choice: INodeProperties = {
    ...CHOICE,
    displayName: selector === 'service' ? 'Service' : 'Resource',
    name: selector,
    options: [...tables, ...(loaded?.tables ?? [])]
      .map(({ name, value, description }) => ({ name, value, description }))
      .sort(byName),
    default: tables[0]?.value ?? '',
  };
  const all = [...COMMON_OPTIONS, ...options];
  return [
    choice,
    ...tables.map((table) => operationChoice(selector, table)),
    ...tables.flatMap((table) => tableProperties(selector, table, jsonHint, all)),
    ...(loaded === undefined ? [] : loadedProperties(selector, loaded, jsonHint, all)),
  ];
}

/** The one form of all tables whose operations are loaded. */
function loadedProperties<Row extends Operation>(
  selector: string,
  loaded: LoadedTables<Row>,
  jsonHint: string,
  options: INodeProperties[],
): INodeProperties[] {
  const show = { [selector]: loaded.tables.map(({ value }) => value) };
  const starts = loaded.listPrefixes.map((prefix) => ({ _cnd: { startsWith: prefix } }));
  const place = (property: FormField, more: IDisplayOptions['show'] = {}): INodeProperties => ({
    ...plain(property),
    displayOptions: { show: { ...show, ...more, ...property.displayOptions?.show } },
  });
  return [
    place({
      ...CHOICE,
      displayName: 'Operation Name or ID',
      noDataExpression: false,
      typeOptions: { loadOptionsMethod: loaded.operationsMethod, loadOptionsDependsOn: [selector] },
      description:
        'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    }),
    place(SPECIFY_BODY),
    ...loaded.fields.map((field) => place(field, { specifyBody: ['fields'] })),
    place(jsonField(jsonHint), { specifyBody: ['json'] }),
    place(RETURN_ALL, { operation: starts }),
    place(LIMIT, { operation: starts }),
    place(optionsOf({}, options)),
  ];
}

function operationChoice(selector: string, table: Table): INodeProperties {
  return {
    ...CHOICE,
    displayOptions: { show: { [selector]: [table.value] } },
    options: table.operations
      .map(({ name, value, action, description }) => ({ name, value, action, description }))
      .sort(byName),
    default: table.operations[0]?.value ?? '',
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

function tableProperties(
  selector: string,
  table: Table,
  jsonHint: string,
  options: INodeProperties[],
): INodeProperties[] {
  const json = jsonField(jsonHint);
  const placed = new Map<string, Placed>();
  const place = (property: INodeProperties, operation: string, shown: Shown[]): void => {
    const key = JSON.stringify([property, shown]);
    const known = placed.get(key);
    if (known === undefined) placed.set(key, { property, operations: [operation], shown });
    else known.operations.push(operation);
  };
  for (const operation of table.operations) place(SPECIFY_BODY, operation.value, ['fields', 'json']);
  for (const operation of table.operations) {
    for (const setting of operation.settings ?? []) place(setting, operation.value, ['fields', 'json']);
    for (const field of operation.fields ?? []) place(field, operation.value, ['fields']);
    const additional = operation.additionalFields;
    if (additional !== undefined) place(collection(additional), operation.value, ['fields']);
    place(json, operation.value, ['json']);
    if (operation.list === true) {
      place(RETURN_ALL, operation.value, ['fields', 'json']);
      place(LIMIT, operation.value, ['fields', 'json']);
    }
  }
  for (const operation of table.operations) {
    place(optionsOf(operation, options), operation.value, ['fields', 'json']);
  }
  return [...placed.values()].map((entry) => display(selector, table.value, entry));
}

function jsonField(description: string): INodeProperties {
  return { displayName: 'JSON', name: 'jsonBody', type: 'json', default: '{}', description };
}

function collection(fields: INodeProperties[]): INodeProperties {
  return {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: fields,
  };
}

function optionsOf(operation: Partial<Operation>, common: INodeProperties[]): INodeProperties {
  const entries = [
    ...common,
    ...(operation.options ?? []),
    ...(operation.qrCode === undefined ? [] : [QR_CODE]),
  ].sort((a, b) => a.displayName.localeCompare(b.displayName));
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: entries,
  };
}

function display(selector: string, table: string, { property, operations, shown }: Placed): INodeProperties {
  const show: IDisplayOptions['show'] = { [selector]: [table], operation: operations };
  if (shown.length === 1) show.specifyBody = shown;
  return {
    ...plain(property),
    displayOptions: { ...property.displayOptions, show: { ...show, ...property.displayOptions?.show } },
  };
}

/** A form's field as n8n knows it, without what only the router needs. */
function plain({ bytes: _, ...property }: FormField): INodeProperties {
  if (property.options === undefined) return property;
  const options = property.options.map((option) => {
    if ('values' in option) return { ...option, values: option.values.map(plain) };
    return 'type' in option ? plain(option) : option;
  });
  return { ...property, options: options as INodeProperties['options'] };
}
