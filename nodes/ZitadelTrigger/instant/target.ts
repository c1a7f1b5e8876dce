import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { type Owner, uuidOf } from '../../shared/trigger/owner';
import { asError, isNotFound, type Ask } from '../server';

/** Kind of a target, with its settings: what Zitadel does with the answer. */
export type TargetKind = { restAsync: JsonObject } | { restCall: { interruptOnError: boolean } };

/** What a target is to be. */
export interface TargetWish {
  /** What it is found by; no other target's name begins so. */
  mark: string;
  name: string;
  endpoint: string;
  kind: TargetKind;
  /** Seconds that Zitadel waits for an answer. */
  timeout: number;
}

/** A target as the server has it. */
export interface Target {
  id: string;
  name: string;
  endpoint: string;
  signingKey: string;
  /** When it was last changed, in milliseconds since 1970. */
  changed: number;
  /** When it was made, in milliseconds since 1970. */
  made: number;
  /** As the server prints it. */
  json: JsonObject;
}

const RIGHTS =
  'Targets and executions take the role IAM_OWNER: give it to the user of the credential under Instance, Administrators. Checking Regularly needs IAM_OWNER_VIEWER only.';

export const REMEDIES = {
  PERMISSION_DENIED: RIGHTS,
  'AUTHZ-cdgFk': RIGHTS,
  UNIMPLEMENTED: 'This Zitadel has no actions v2. Set Delivery to Checking Regularly.',
  'COMMAND-NcJUKo':
    'Zitadel refuses addresses on localhost and in private networks. Give n8n a public address (WEBHOOK_URL), have who runs Zitadel take its network out of HTTPClient.DenyList, or set Delivery to Checking Regularly.',
};

const SERVICE = 'ZITADELActions';
const MARK = 'n8n ';
const MOST_TARGETS = 1000;

/** What the name of a trigger's target begins with. */
export function markOf(owner: Owner): string {
  return `${MARK}${uuidOf(owner, 'zitadel target')}`;
}

/** The target whose name begins with a mark; undefined where there is none. */
export async function findTarget(ask: Ask, mark: string): Promise<Target | undefined> {
  return (await listByName(ask, mark))[0];
}

/** The targets of all triggers, of this n8n and of others. */
export async function listOwn(ask: Ask): Promise<Target[]> {
  return (await listByName(ask, MARK)).filter(({ name }) =>
    /^n8n [\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.test(name),
  );
}

async function listByName(ask: Ask, beginning: string): Promise<Target[]> {
  const filter = { targetName: beginning, method: 'TEXT_FILTER_METHOD_STARTS_WITH' };
  const request = { filters: [{ targetNameFilter: filter }], pagination: { limit: MOST_TARGETS } };
  const { targets } = await ask(SERVICE, 'listTargets', request, REMEDIES);
  return (Array.isArray(targets) ? targets : []).filter(isObject).map(toTarget);
}

/** A target by its ID; undefined where it is gone. */
export async function readTarget(ask: Ask, id: string): Promise<Target | undefined> {
  try {
    const { target } = await ask(SERVICE, 'getTarget', { id }, REMEDIES);
    return isObject(target) ? toTarget(target) : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw asError(error);
  }
}

/** Makes a target, or takes over the one with the same mark; it keeps its key and its executions. */
export async function ensureTarget(ask: Ask, wish: TargetWish): Promise<Target> {
  const found = await findTarget(ask, wish.mark);
  const request = {
    name: wish.name,
    endpoint: wish.endpoint,
    timeout: `${wish.timeout}s`,
    ...wish.kind,
  };
  if (found === undefined) {
    const { id, signingKey } = await ask(SERVICE, 'createTarget', request, REMEDIES);
    const made = { id: asText(id), signingKey: asText(signingKey) };
    const now = Date.now();
    return { ...made, name: wish.name, endpoint: wish.endpoint, changed: now, made: now, json: request };
  }
  if (isAsWished(found, wish)) return found;
  await ask(SERVICE, 'updateTarget', { id: found.id, ...request }, REMEDIES);
  return { ...found, name: wish.name, endpoint: wish.endpoint, json: request };
}

/** Whether a target is what it is to be. */
export function isAsWished({ name, endpoint, json }: Target, wish: TargetWish): boolean {
  const isSameKind = Object.entries(wish.kind).every(([kind, settings]) => {
    const own = json[kind];
    if (!isObject(own)) return false;
    return (own.interruptOnError === true) === (isObject(settings) && settings.interruptOnError === true);
  });
  return (
    isSameKind && name === wish.name && endpoint === wish.endpoint && json.timeout === `${wish.timeout}s`
  );
}

/** Deletes a target; one that is gone already is no fault. */
export async function deleteTarget(ask: Ask, id: string): Promise<void> {
  await ask(SERVICE, 'deleteTarget', { id }, REMEDIES).catch((error: unknown) => {
    if (!isNotFound(error)) throw asError(error);
  });
}

/** Those of some targets that are there. */
export async function livingTargets(ask: Ask, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  // Without a limit Zitadel gives some of them only, and the others would be taken for deleted.
  const pagination = { limit: ids.length };
  const request = { filters: [{ inTargetIdsFilter: { targetIds: [...ids] } }], pagination };
  const { targets } = await ask(SERVICE, 'listTargets', request, REMEDIES);
  const living = new Set((Array.isArray(targets) ? targets : []).map((one) => isObject(one) && one.id));
  return ids.filter((id) => living.has(id));
}

function toTarget(json: JsonObject): Target {
  return {
    id: asText(json.id),
    name: asText(json.name),
    endpoint: asText(json.endpoint),
    signingKey: asText(json.signingKey),
    changed: Date.parse(asText(json.changeDate)),
    made: Date.parse(asText(json.creationDate)),
    json,
  };
}
