import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { FormField, LoadedTables, NodeTables, Operation, Table } from './operation';
import { loadedOptions, optionsOf } from './options';
import { placesOf } from './places';
import { unoffered } from './unoffered';

type Shown = 'fields' | 'json';

/** What the choice of a table and the choice of an operation have in common. */
const CHOICE: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
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
  description: 'Whether to fill in a form or write the request as JSON',
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

const SIMPLIFY: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A node's properties, made from its tables: the table's choice, the operation's, and each operation's form.
 * A field that several operations share in the same form is one property.
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
  const { label, tables, loaded } = node;
  const choice: INodeProperties = {
    ...CHOICE,
    displayName: label,
    name: 'resource',
    options: [...tables, ...(loaded?.tables ?? [])]
      .map(({ name, value, description }) => ({ name, value, description }))
      .sort(byName),
    default: tables[0]?.value ?? '',
  };
  return [
    choice,
    ...[...tables, ...(loaded?.tables ?? [])].map((table) => operationChoice(table)),
    ...forms(tables, jsonHint),
    optionsOf(tables, options),
    ...(loaded === undefined ? [] : loadedProperties(loaded, jsonHint, options)),
  ];
}

/** The one form of all tables whose forms are loaded. */
function loadedProperties<Row extends Operation>(
  loaded: LoadedTables<Row>,
  jsonHint: string,
  options: INodeProperties[],
): INodeProperties[] {
  const show = { resource: loaded.tables.map(({ value }) => value) };
  const starts = loaded.listPrefixes.map((prefix) => ({ _cnd: { startsWith: prefix } }));
  const place = (property: FormField, more: IDisplayOptions['show'] = {}): INodeProperties => ({
    ...plain(property),
    displayOptions: { show: { ...show, ...more, ...property.displayOptions?.show } },
  });
  return [
    place(SPECIFY_BODY),
    ...loaded.fields.map((field) => place(field, { specifyBody: ['fields'] })),
    place(jsonField(jsonHint), { specifyBody: ['json'] }),
    place(RETURN_ALL, { operation: starts }),
    place(LIMIT, { operation: starts }),
    place(loadedOptions([...options, ...(loaded.options ?? [])])),
  ];
}

function operationChoice(table: Table): INodeProperties {
  return {
    ...CHOICE,
    displayOptions: { show: { resource: [table.value] } },
    options: table.operations
      .map(({ name, value, action, description }) => ({
        name,
        value,
        action: isDeprecated({ name }) ? `${action} (deprecated)` : action,
        description,
      }))
      .sort((a, b) => Number(isDeprecated(a)) - Number(isDeprecated(b)) || byName(a, b)),
    default: (table.operations.find((one) => !removes(one)) ?? table.operations[0])?.value ?? '',
  };
}

/** No form starts with an operation that takes something away. */
function removes({ name }: { name: string }): boolean {
  return /^(Delete|Remove)\b/.test(name);
}

function isDeprecated({ name }: { name: string }): boolean {
  return name.endsWith(' (Deprecated)');
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

/** A property with where it stands: operations by table. */
interface Placed {
  property: FormField;
  shown: Shown[];
  key: string;
  operations: Map<string, string[]>;
}

/** A property that an operation needs. */
type Needed = Pick<Placed, 'property' | 'shown'>;

/**
 * The forms of all operations. What several operations have alike is one property, whatever their table, so that the
 * editor is not sent the same thing many times; each operation's fields keep their order.
 */
function forms(tables: readonly Table[], jsonHint: string): INodeProperties[] {
  const both: Shown[] = ['fields', 'json'];
  const json = jsonField(jsonHint);
  const parts: Array<(operation: Operation) => Needed[]> = [
    () => [{ property: SPECIFY_BODY, shown: both }],
    ({ settings = [] }) => settings.map((property) => ({ property, shown: both })),
    ({ fields = [] }) => fields.map((property) => ({ property, shown: ['fields'] })),
    () => [{ property: json, shown: ['json'] }],
    ({ list }) => (list === true ? [RETURN_ALL, LIMIT].map((property) => ({ property, shown: both })) : []),
    ({ filters = [] }) => filters.map((property) => ({ property, shown: ['fields'] })),
    ({ simplify }) => (simplify === undefined ? [] : [{ property: SIMPLIFY, shown: ['fields'] }]),
    ({ additionalFields, filters }) =>
      additionalFields === undefined || additionalFields.length === 0
        ? []
        : [{ property: collection(additionalFields, filters), shown: ['fields'] }],
  ];
  return parts.flatMap((part) => merge(tables, part).flatMap((placed) => display(tables, placed)));
}

/** One sequence out of those of all operations, in which each keeps its order. */
function merge(tables: readonly Table[], part: (operation: Operation) => Needed[]): Placed[] {
  const sequence: Placed[] = [];
  for (const table of tables) {
    for (const operation of table.operations) {
      let position = -1;
      for (const needed of part(operation)) {
        const key = JSON.stringify(needed);
        const found = sequence.findIndex((placed, index) => index > position && placed.key === key);
        position = found === -1 ? position + 1 : found;
        if (found === -1) sequence.splice(position, 0, { ...needed, key, operations: new Map() });
        const { operations } = sequence[position] as Placed;
        operations.set(table.value, [...(operations.get(table.value) ?? []), operation.value]);
      }
    }
  }
  return sequence;
}

function jsonField(description: string): INodeProperties {
  return { displayName: 'JSON', name: 'jsonBody', type: 'json', default: '{}', description };
}

/** "Additional Fields", which knows the filters of the form as well. */
function collection(fields: INodeProperties[], filters: FormField[] = []): INodeProperties {
  return {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [...fields, ...unoffered(filters)],
  };
}

/** A property as n8n knows it: once for all tables in which the same operations have it. */
function display(tables: readonly Table[], { property, operations, shown }: Placed): INodeProperties[] {
  return placesOf(tables, operations).map((group) => {
    const show: IDisplayOptions['show'] = { resource: group.tables };
    if (group.operations !== undefined) show.operation = group.operations;
    if (shown.length === 1) show.specifyBody = shown;
    return {
      ...plain(property),
      displayOptions: { ...property.displayOptions, show: { ...show, ...property.displayOptions?.show } },
    };
  });
}

/** A form's field as n8n knows it, without what only the router needs. */
function plain(field: FormField): INodeProperties {
  const { bytes: _, requestField: __, oneof: ___, whole: ____, map: _____, ...property } = field;
  if (property.options === undefined) return property;
  const options = property.options.map((option) => {
    if ('values' in option) return { ...option, values: option.values.map(plain) };
    return 'type' in option ? plain(option) : option;
  });
  return { ...property, options: options };
}
