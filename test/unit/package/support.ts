import {
  NodeHelpers,
  type INode,
  type INodeParameters,
  type INodeProperties,
  type INodePropertyCollection,
  type INodePropertyOptions,
  type INodeTypeDescription,
  type NodeParameterValue,
} from 'n8n-workflow';

import { loadNode } from '../../support/package';

/** The built nodes that have operations. */
export const NODES: Array<[name: string, description: INodeTypeDescription]> = [
  ['Zitadel', loadNode('Zitadel').description],
  ['Directus', loadNode('Directus').description],
];

/** An operation as the editor offers it. */
export interface Offered {
  table: string;
  operation: INodePropertyOptions;
}

/** The entries of a choice; none where it is loaded while the workflow is edited. */
export function choicesOf({ options = [], type }: INodeProperties): INodePropertyOptions[] {
  return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}

/** The operations of a node, by the choice that offers them. */
export function operationsOf(description: INodeTypeDescription): Offered[] {
  return description.properties
    .filter(({ name }) => name === 'operation')
    .flatMap((property) =>
      (property.displayOptions?.show?.resource ?? []).flatMap((table) =>
        choicesOf(property).map((operation) => ({ table: String(table), operation })),
      ),
    );
}

/** The operations whose forms differ: of the tables that share one form, which is loaded, a list and another one each. */
export function operationsWithForms(description: INodeTypeDescription): Offered[] {
  const mapper = description.properties.find(({ name }) => name === 'requestFields');
  const loaded = (mapper?.displayOptions?.show?.resource ?? []).map(String);
  const isList = ({ operation }: Offered): boolean => /^(list|search)/.test(String(operation.value));
  const all = operationsOf(description);
  return all.filter((offered) => {
    if (!loaded.includes(offered.table)) return true;
    const first = all.find((one) => one.table === offered.table && isList(one) === isList(offered));
    return first === offered;
  });
}

/** The operations of a table, as "table.operation". */
export function namesOf(description: INodeTypeDescription): string[] {
  return operationsOf(description).map(({ table, operation }) => `${table}.${String(operation.value)}`);
}

/** The properties directly inside another one. */
export function innerOf({ type, options = [] }: INodeProperties): INodeProperties[] {
  if (type === 'collection') return options as INodeProperties[];
  if (type === 'fixedCollection')
    return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
  return [];
}

/** All properties, also those inside others, each with its path. */
export function everyProperty(
  properties: INodeProperties[],
  prefix = '',
): Array<[path: string, property: INodeProperties]> {
  return properties.flatMap((property) => {
    const path = `${prefix}${property.name}`;
    return [[path, property] as [string, INodeProperties], ...everyProperty(innerOf(property), `${path}.`)];
  });
}

/**
 * The forms that an operation can take: one for each combination of what other properties depend on.
 *
 * @param base the table, the operation and whatever is fixed
 * @returns for each form, the values and the properties that are shown
 */
export function formsOf(
  description: INodeTypeDescription,
  base: INodeParameters,
): Array<{ values: INodeParameters; shown: INodeProperties[] }> {
  const controls = new Map<string, NodeParameterValue[]>();
  for (const { displayOptions = {} } of description.properties) {
    for (const conditions of [displayOptions.show, displayOptions.hide]) {
      for (const [name, values] of Object.entries(conditions ?? {})) {
        if (name in base || name.startsWith('@') || name.startsWith('/')) continue;
        const known = controls.get(name) ?? defaultsOf(description, name);
        const wanted = (values ?? []).filter((value) => typeof value !== 'object') as NodeParameterValue[];
        controls.set(name, [...new Set([...known, ...wanted])]);
      }
    }
  }
  let combinations: INodeParameters[] = [base];
  for (const [name, values] of controls) {
    combinations = combinations.flatMap((combination) => {
      const isShown = shownIn(description, combination).some((property) => property.name === name);
      return isShown ? values.map((value) => ({ ...combination, [name]: value })) : [combination];
    });
  }
  return combinations.map((values) => ({ values, shown: shownIn(description, values) }));
}

function shownIn(description: INodeTypeDescription, values: INodeParameters): INodeProperties[] {
  const node: INode = {
    id: '1',
    name: 'Node',
    type: description.name,
    typeVersion: 1,
    position: [0, 0],
    parameters: values,
  };
  return description.properties.filter((property) =>
    NodeHelpers.displayParameter(values, property, node, description),
  );
}

function defaultsOf(description: INodeTypeDescription, name: string): NodeParameterValue[] {
  return description.properties
    .filter((property) => property.name === name)
    .flatMap((property) => [
      property.default as NodeParameterValue,
      ...choicesOf(property).map(({ value }) => value as NodeParameterValue),
    ]);
}
