import { isObject } from '../parse';
import type { FormField, Operation } from './operation';
import type { ItemContext } from './parameters';

/**
 * Whether a form asks for a field, as the values of others stand.
 *
 * @param field one of the operation's fields
 */
export function isShown<Row extends Operation>(
  item: ItemContext<Row>,
  { displayOptions = {} }: FormField,
): boolean {
  const { show = {}, hide = {} } = displayOptions;
  const meets = ([path, conditions = []]: [string, unknown[]?]): boolean =>
    conditions.some((condition) => meetsCondition(condition, valueOf(item, path)));
  return Object.entries(show).every(meets) && !Object.entries(hide).some(meets);
}

/** A parameter's value, or its preset; with dots, what stands at a path in it. A slash begins a path from the node's root. */
function valueOf<Row extends Operation>(item: ItemContext<Row>, path: string): unknown {
  const [name = '', ...inner] = path.replace(/^\//, '').split('.');
  const preset = item.operation.fields?.find((field) => field.name === name)?.default;
  let value: unknown = item.parameter(name) ?? preset;
  for (const part of inner) value = isObject(value) ? value[part] : undefined;
  return value;
}

/** As much of n8n's conditions as the forms use. */
function meetsCondition(condition: unknown, value: unknown): boolean {
  if (!isObject(condition) || !isObject(condition._cnd)) return value === condition;
  const { exists, regex } = condition._cnd;
  if (exists === true) return value !== undefined && value !== null && value !== '';
  return typeof regex === 'string' && typeof value === 'string' && new RegExp(regex).test(value);
}
