import type { Sending } from './sending';

/** The path of a call, its parameters encoded so that they can reach no other route. */
export function toPath(path: string, parameters: Record<string, string>): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** The collection whose records an operation is about; undefined where it is about none. */
export function collectionOf({ operation, input }: Pick<Sending, 'operation' | 'input'>): string | undefined {
  const { records } = operation;
  return records?.startsWith(':') === true ? input.parameters[records.slice(1)] : records;
}
