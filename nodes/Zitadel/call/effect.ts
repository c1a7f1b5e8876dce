import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Effect } from '../../shared/run/policy';

/** Fields of a request that say which thing is changed. An organization or project has many that change side by side. */
const NAMES_OF_IDS = ['id', 'userId', 'sessionId', 'targetId'];

/** Whether a method changes nothing, by its name: Zitadel's are named strictly. */
export function isRead(method: string): boolean {
  return /^(get|list|search|is|exists|healthz|retrieve)(?![a-z])/.test(method);
}

/** Whether a method takes something away, by its name. */
export function isRemoval(method: string): boolean {
  return /^(bulk)?(remove|delete)/i.test(method);
}

/** What a call does when it is carried out twice, by its names. */
export function effectOf({ method, request }: { method: string; request: JsonObject }): Effect {
  if (isRead(method)) return 'read';
  if (isRemoval(method)) return 'idempotent';
  const sets = /^(?!setUp)(bulkSet|set|update|activate|deactivate|reactivate|lock|unlock)(?![a-z])/.test(
    method,
  );
  return sets && !GIVES_ANEW.test(method) && !namesSecret(request) ? 'idempotent' : 'write';
}

/** What is made or sent anew each time: codes, secrets and keys; passwords are compared with those before. */
const GIVES_ANEW = /code|password|secret|signingKey|token/i;

function namesSecret(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(namesSecret);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, inner]) => GIVES_ANEW.test(name) || namesSecret(inner));
}

/** Names of what a call changes, so that several items about the same take effect in their order. */
export function changedRecords({ method, request }: { method: string; request: JsonObject }): string[] {
  if (isRead(method)) return [];
  return NAMES_OF_IDS.flatMap((name) => {
    const id = request[name];
    // An old service says "id" for what another one calls "userId".
    return typeof id === 'string' && id !== '' ? [id] : [];
  });
}
