import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../shared/form/operation';

/** A field for text. */
export function text(
  displayName: string,
  name: string,
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return { displayName, name, type: 'string', default: '', ...more };
}

/** A field for several texts, e.g. keys or IDs. */
export function texts(
  displayName: string,
  name: string,
  button: string,
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return {
    displayName,
    name,
    type: 'string',
    typeOptions: { multipleValues: true, multipleValueButtonText: button },
    default: [],
    ...more,
  };
}

/** A switch; `description` goes on after "Whether". */
export function toggle(displayName: string, name: string, description: string): INodeProperties {
  return { displayName, name, type: 'boolean', default: false, description: `Whether ${description}` };
}

/**
 * A choice among the values of an enum.
 *
 * @param values label -> value without the prefix; the first one is preset, and all are shown sorted
 */
export function choice(
  displayName: string,
  name: string,
  prefix: string,
  values: Readonly<Record<string, string>>,
): INodeProperties {
  const options = Object.entries(values).map(([label, value]) => ({ name: label, value: prefix + value }));
  const preset = options[0]?.value ?? '';
  options.sort((a, b) => a.name.localeCompare(b.name));
  return { displayName, name, type: 'options', options, default: preset };
}

/** A choice of several values of an enum, shown sorted; none is preset. */
export function choices(
  displayName: string,
  name: string,
  prefix: string,
  values: Readonly<Record<string, string>>,
): INodeProperties {
  return { ...choice(displayName, name, prefix, values), type: 'multiOptions', default: [] };
}

/** A date with a time. */
export function dateTime(
  displayName: string,
  name: string,
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return { displayName, name, type: 'dateTime', default: '', ...more };
}

/** A message whose fields are added one by one, shown sorted. */
export function message(
  displayName: string,
  name: string,
  fields: readonly INodeProperties[],
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return {
    displayName,
    name,
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: sorted(fields),
    ...more,
  };
}

/** A message of which one member is chosen, by the name that a button adds it with. */
export function oneOf(
  displayName: string,
  name: string,
  members: INodePropertyCollection[],
  more: Partial<FormField> = {},
): FormField {
  return {
    displayName,
    name,
    oneof: true,
    type: 'fixedCollection',
    placeholder: `Choose ${displayName}`,
    default: {},
    options: members,
    ...more,
  };
}

/** A member of a oneof that is no message but the value of a field. */
export function member(field: FormField): INodePropertyCollection {
  const values: FormField[] = [{ ...field, whole: true }];
  return { displayName: field.displayName, name: field.name, values };
}

/** The same fields in the order that n8n has them in a collection: by label. */
export function sorted(fields: readonly INodeProperties[]): INodeProperties[] {
  return [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
