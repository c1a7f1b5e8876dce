import type { JsonObject } from '../../shared/json';

/** Fields of a request that say which thing is changed. An organization or project has many that change side by side. */
const NAMES_OF_IDS = ['id', 'userId', 'sessionId', 'targetId'];

/** Whether a method changes nothing, by its name: Zitadel's are named strictly. */
export function isRead(method: string): boolean {
  return /^(get|list|search|is|exists|healthz|retrieve)(?![a-z])/.test(method);
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
