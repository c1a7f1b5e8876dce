import type { FormField } from '../../shared/form/operation';
import { METHOD_NAMES } from '../catalogue/methodNames';
import { actionOf, titleOf } from '../catalogue/names';
import type { ZitadelOperation, ZitadelTable } from '../operation';
import { adviceOf } from './successors';
import { typedServices } from './typedServices';

/**
 * The methods of a service as operations, those that are deprecated last.
 *
 * @param services names of all services whose forms are loaded
 * @param fields the form that all operations share
 */
export function loadedRows(
  service: string,
  services: ReadonlyArray<Pick<ZitadelTable, 'value' | 'name'>>,
  fields: FormField[],
): ZitadelOperation[] {
  const { current = [], deprecated = [] } = METHOD_NAMES[service] ?? {};
  const advice = (method: string): string => {
    const names = new Map([...typedServices, ...services].map(({ value, name }) => [value, name]));
    return adviceOf(service, method, names, typedServices);
  };
  return [
    ...current.map((value) => ({ ...rowOf(value, titleOf(value), fields), description: callOf(value) })),
    ...deprecated.map((value) => ({
      ...rowOf(value, `${titleOf(value)} (Deprecated)`, fields),
      // Only the form needs it, and it takes the tables of all services.
      get description() {
        return `${callOf(value)}. ${advice(value)}`;
      },
    })),
  ];
}

function rowOf(value: string, name: string, fields: FormField[]): Omit<ZitadelOperation, 'description'> {
  return { value, name, action: actionOf(name.replace(' (Deprecated)', '')), fields, isLoaded: true };
}

function callOf(method: string): string {
  // The name in the proto is the one that Zitadel's own documentation has.
  return `Calls ${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}
