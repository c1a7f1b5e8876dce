import type { NodeContext } from '../shared/context';
import { ServiceError } from '../shared/errors';
import type { JsonObject } from '../shared/json';
import { callZitadel, type ZitadelConnection } from '../Zitadel/call/client';
import { readConnection } from '../Zitadel/call/connection';
import { loadCatalogue } from '../Zitadel/catalogue/catalogue';
import type { ParameterSource } from './settings';

const TIMEOUT = 30_000;

/** Calls a method of a service of the action node; remedies by error code or ID take the place of the usual ones. */
export type Ask = (
  service: string,
  method: string,
  request: JsonObject,
  remedies?: Readonly<Record<string, string>>,
) => Promise<JsonObject>;

/** A Zitadel that a trigger talks to. */
export interface Server {
  /** Its address. */
  origin: string;
  /** How requests go out. */
  endpoint: ZitadelConnection['endpoint'];
  ask: Ask;
}

/**
 * Reads the node's credential.
 *
 * @throws InputError for what is wrong in it
 */
export async function connect(context: NodeContext & ParameterSource, signal?: AbortSignal): Promise<Server> {
  const chosen = context.getNodeParameter('authentication', 'zitadelApi');
  const type = chosen === 'zitadelOAuth2Api' ? chosen : 'zitadelApi';
  const connection = await readConnection(context, type);
  return {
    origin: connection.endpoint.url.href,
    endpoint: connection.endpoint,
    ask: (service, method, request, remedies = {}) =>
      ask(connection, { service, method, request, signal }, remedies),
  };
}

async function ask(
  connection: ZitadelConnection,
  { service, ...call }: { service: string; method: string; request: JsonObject; signal?: AbortSignal },
  remedies: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  try {
    return await callZitadel(connection, {
      ...call,
      service: await loadCatalogue(service),
      timeout: TIMEOUT,
    });
  } catch (error) {
    throw withRemedy(error, remedies);
  }
}

function withRemedy(error: unknown, remedies: Readonly<Record<string, string>>): Error {
  if (!(error instanceof ServiceError)) return asError(error);
  const { refusal } = error;
  const remedy = remedies[refusal.id ?? ''] ?? remedies[refusal.code];
  return remedy === undefined ? error : new ServiceError({ ...refusal, remedy });
}

/** Whatever was thrown, to be thrown again. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Whether Zitadel answered that something is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === 'NOT_FOUND';
}
