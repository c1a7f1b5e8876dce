import { callHttp } from './clients';
import type { Json } from './recording';
import type { TestServer } from './server';

/**
 * Calls the server's REST API as the admin.
 * @throws Error for any answer that is not a success
 */
export async function ask(server: TestServer, verb: string, path: string, body?: Json): Promise<Json> {
  const headers = { authorization: `Bearer ${server.token}` };
  const { status, json } = await callHttp(server.url, { verb, path, body }, headers);
  if (json !== undefined && (status === 200 || status === 201)) return json;
  throw new Error(`${verb} ${path} answered ${status}: ${JSON.stringify(json)}`);
}

/**
 * Reads a text out of a reply.
 * @throws Error when it is not there
 */
export function textAt(reply: Json, ...path: string[]): string {
  let value: Json | undefined = reply;
  for (const name of path) {
    value = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
  }
  if (typeof value === 'string') return value;
  throw new Error(`no ${path.join('.')} in ${JSON.stringify(reply)}`);
}
