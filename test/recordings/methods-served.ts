import type { Client } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callHttp } from './clients';
import type { Transport } from './recording';

/** What a call of a method without a token gave over each transport. */
interface Served {
  grpc?: number;
  connect?: number;
  rest?: number;
  verb?: string;
  path?: string;
}

type ServedMethods = Record<string, Record<string, Served>>;

/** The REST prefixes of the services whose recorded paths leave them out. */
const prefixes: Record<string, string> = {
  'zitadel.admin.v1.AdminService': '/admin/v1',
  'zitadel.auth.v1.AuthService': '/auth/v1',
  'zitadel.management.v1.ManagementService': '/management/v1',
  'zitadel.system.v1.SystemService': '/system/v1',
};

export const servedMethods = JSON.parse(
  readFileSync(join(__dirname, 'methods-served.json'), 'utf8'),
) as ServedMethods;

/**
 * Calls a method without a token, over every transport it was called on.
 * @returns for each transport, what differs from the recording, or nothing
 */
export async function callUnauthorized(
  url: string,
  grpc: Client,
  service: string,
  method: string,
): Promise<Map<Transport, string | undefined>> {
  const served = servedMethods[service]?.[method] ?? {};
  const path = `/${service}/${method.charAt(0).toUpperCase()}${method.slice(1)}`;
  const results = new Map<Transport, string | undefined>();
  const note = (transport: Transport, recorded: number, now: number): void => {
    const differs = recorded !== now;
    results.set(
      transport,
      differs ? `${method} over ${transport}: recorded as ${recorded}, now ${now}` : undefined,
    );
  };
  if (served.grpc !== undefined) note('grpc', served.grpc, await callEmpty(grpc, path));
  if (served.connect !== undefined) {
    note('connect', served.connect, (await callHttp(url, { verb: 'POST', path, body: {} }, {})).status);
  }
  if (served.rest !== undefined) {
    const restPath = (prefixes[service] ?? '') + (served.path ?? '').replace(/\{[^}]*\}/g, 'x');
    note('rest', served.rest, (await callHttp(url, { verb: served.verb, path: restPath }, {})).status);
  }
  return results;
}

async function callEmpty(client: Client, path: string): Promise<number> {
  const bytes = (value: Buffer): Buffer => value;
  return await new Promise((resolve) => {
    client.makeUnaryRequest(path, bytes, bytes, Buffer.alloc(0), (error) => resolve(error?.code ?? 0));
  });
}
