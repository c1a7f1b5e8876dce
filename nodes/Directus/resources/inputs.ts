import type { INodeProperties } from 'n8n-workflow';

/** What a field may have beside its label and name. */
type More = Partial<INodeProperties>;

/** A field for text. */
export function text(displayName: string, name: string, more: More = {}): INodeProperties {
  return { displayName, name, type: 'string', default: '', ...more };
}

/** A field for text that nobody should read over a shoulder. */
export function secretText(displayName: string, name: string, more: More = {}): INodeProperties {
  return text(displayName, name, { typeOptions: { password: true }, ...more });
}

/** A field for text of several lines. */
export function longText(displayName: string, name: string, more: More = {}): INodeProperties {
  return text(displayName, name, { typeOptions: { rows: 3 }, ...more });
}

/** A field for an object or a list. */
export function json(displayName: string, name: string, more: More = {}): INodeProperties {
  return { displayName, name, type: 'json', default: '', ...more };
}

/** A switch. */
export function toggle(displayName: string, name: string, description: string, on = false): INodeProperties {
  const field: INodeProperties = { displayName, name, type: 'boolean', default: false };
  return { ...field, default: on, description: `Whether ${description}` };
}

/** A field for a number. */
export function number(displayName: string, name: string, more: More = {}): INodeProperties {
  return { displayName, name, type: 'number', default: 0, ...more };
}

/** A field for a moment. */
export function dateTime(displayName: string, name: string, more: More = {}): INodeProperties {
  return { displayName, name, type: 'dateTime', default: '', ...more };
}

/**
 * A choice among fixed values.
 *
 * @param values the values, of which the first is preset; they are shown in Title Case and sorted
 */
export function choice(
  displayName: string,
  name: string,
  values: readonly string[],
  more: More = {},
): INodeProperties {
  const options = values
    .map((value) => ({ name: titleOf(value), value }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const field: INodeProperties = { displayName, name, type: 'options', options, default: '' };
  return { ...field, default: values[0] ?? '', ...more };
}

/** The same fields, none of them required: what an update may change. */
export function optional(fields: readonly INodeProperties[]): INodeProperties[] {
  return fields
    .map(({ required: _, ...field }) => field)
    .sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** The same field, required. */
export function required(field: INodeProperties): INodeProperties {
  return { ...field, required: true };
}

function titleOf(value: string): string {
  return value
    .split(/[\s_-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
