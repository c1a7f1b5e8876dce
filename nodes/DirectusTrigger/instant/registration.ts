import type { IHookFunctions } from 'n8n-workflow';

import type { DirectusConnection } from '../../Directus/call/connection';
import { InputError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { keepAfterAll, removeLater } from '../../shared/trigger/cleanUp';
import { ownerOf } from '../../shared/trigger/owner';
import { newSecret } from '../../shared/trigger/secret';
import { filterFlow } from '../before/flow';
import { ask, connect, readAccess } from '../connection';
import { toTriggerError } from '../errors';
import { readSettings, type TriggerSettings } from '../settings';
import { readHidden } from './collections';
import type { HiddenFields } from './delivery';
import {
  actionFlow,
  differenceOf,
  flowIdOf,
  markOf,
  SECRET_HEADER,
  type Flow,
  type FlowTarget,
} from './flow';
import { removeOrphans } from './orphans';
import { checkReach } from './reach';

const REMEDIES = {
  FORBIDDEN:
    'Give the user of the credential a policy that may create, read, update and delete in directus_flows and directus_operations, or take an administrator; or choose "Checking Regularly", which needs no flow.',
  LIMIT_EXCEEDED:
    'Without a licence, five flows may be active at the same time: set another one inactive, have one trigger node hear several events and collections, add a licence, or choose "Checking Regularly", which needs no flow.',
};
const ACTIONS = ['create', 'read', 'update', 'delete'];

/** What the node keeps of its flow. */
interface Registered {
  secret?: string;
  hidden?: HiddenFields;
  /** Whether the flow is for a test event only. */
  isTest?: boolean;
}

/** What a webhook needs to know of the flow that it is called by. */
export function registeredOf(context: Pick<IHookFunctions, 'getWorkflowStaticData'>): Registered {
  return context.getWorkflowStaticData('node');
}

/** n8n's methods for the flow of a trigger node. */
export const flowMethods = {
  /** Whether the flow is on the server just as it is to be. */
  async checkExists(this: IHookFunctions): Promise<boolean> {
    return await guarded(this, async () => {
      const { connection, found, wanted } = await lookUp(this);
      if (found === undefined) return false;
      const { fields, isOther } = differenceOf(wanted, found);
      if (isOther || Object.keys(fields).length > 0) return false;
      await settle(connection, wanted.id);
      return true;
    });
  },

  /** Makes the flow, or mends the one that is there; nothing is written where it is right. */
  async create(this: IHookFunctions): Promise<boolean> {
    return await guarded(this, async () => {
      const { connection, settings, found, wanted, url } = await lookUp(this);
      await checkAccess(connection);
      if (settings.checkAddress) await checkReach(connection, url);
      await write(connection, wanted, found);
      await settle(connection, wanted.id);
      await removeOrphans(connection, ownerOf(this), url);
      return true;
    });
  },

  /** Removes the flow. What cannot be reached now is removed later, so that n8n goes on. */
  async delete(this: IHookFunctions): Promise<boolean> {
    const kept = registeredOf(this);
    // Nothing was made by a listener that failed; what has the same ID may be the published workflow's.
    if (kept.secret === undefined) return true;
    // n8n takes test listeners down in the mode "internal" too.
    const owner = { ...ownerOf(this), isTest: kept.isTest === true };
    const id = flowIdOf(owner);
    try {
      const connection = await connect(this);
      const remove = async (signal?: AbortSignal): Promise<void> => {
        await removeFlow({ ...connection, signal }, id, markOf(owner));
      };
      await remove().catch((error: unknown) => {
        this.logger.warn(`The flow ${id} is still in Directus and will be removed as soon as possible`, {
          error: toTriggerError(this.getNode(), error).message,
        });
        removeLater(id, remove);
      });
    } catch (error) {
      const { message } = toTriggerError(this.getNode(), error);
      this.logger.warn(`The flow ${id} could not be removed from Directus: ${message}`);
    }
    for (const name of ['secret', 'hidden', 'isTest'] as const) delete kept[name];
    return true;
  },
};

async function guarded(hook: IHookFunctions, act: () => Promise<boolean>): Promise<boolean> {
  try {
    return await act();
  } catch (error) {
    throw toTriggerError(hook.getNode(), error);
  }
}

interface Registration {
  connection: DirectusConnection;
  settings: TriggerSettings;
  url: string;
  wanted: Flow;
  /** The flow on the server; undefined where there is none. */
  found: JsonObject | undefined;
}

async function lookUp(hook: IHookFunctions): Promise<Registration> {
  const settings = readSettings(hook);
  const owner = ownerOf(hook);
  const url = hook.getNodeWebhookUrl('default');
  if (url === undefined)
    throw new InputError('n8n gives no address for this node', 'Set WEBHOOK_URL of n8n.');
  const connection = await connect(hook);
  const id = flowIdOf(owner);
  keepAfterAll(id);
  const found = await readFlow(connection, id);
  const hidden = await readHidden(connection, settings.collections);
  const secret = secretIn(found) ?? newSecret();
  Object.assign(hook.getWorkflowStaticData('node'), { secret, hidden, isTest: owner.isTest });
  const target: FlowTarget = { owner, workflow: hook.getWorkflow().name ?? '', url, secret };
  const wanted =
    settings.delivery === 'before' ? filterFlow(target, settings, hidden) : actionFlow(target, settings);
  return { connection, settings, url, wanted, found };
}

async function readFlow(connection: DirectusConnection, id: string): Promise<JsonObject | undefined> {
  const query = { filter: { id: { _eq: id } }, fields: ['*', 'operations.*'], limit: 1 };
  const rows = await ask(connection, { verb: 'GET', path: '/flows', query }, REMEDIES);
  const [row] = Array.isArray(rows) ? rows : [];
  return isObject(row) ? row : undefined;
}

/** The secret with which a flow that is there already proves itself. */
function secretIn(found: JsonObject | undefined): string | undefined {
  const operations = Array.isArray(found?.operations) ? found.operations : [];
  for (const operation of operations) {
    const options = isObject(operation) && isObject(operation.options) ? operation.options : {};
    const headers = Array.isArray(options.headers) ? options.headers : [];
    const own = headers.find((entry) => isObject(entry) && entry.header === SECRET_HEADER);
    const secret = isObject(own) ? asText(own.value) : '';
    if (secret.length >= newSecret().length) return secret;
  }
  return undefined;
}

async function write(
  connection: DirectusConnection,
  wanted: Flow,
  found: JsonObject | undefined,
): Promise<void> {
  const flow = wanted as unknown as JsonObject;
  if (found === undefined) {
    await ask(connection, { verb: 'POST', path: '/flows', body: flow }, REMEDIES);
    return;
  }
  const path = `/flows/${wanted.id}`;
  const { fields, isOther } = differenceOf(wanted, found);
  if (isOther) {
    await ask(connection, { verb: 'DELETE', path }, REMEDIES);
    await ask(connection, { verb: 'POST', path: '/flows', body: flow }, REMEDIES);
  } else if (Object.keys(fields).length > 0) {
    await ask(connection, { verb: 'PATCH', path, body: fields }, REMEDIES);
  }
}

/** A flow could be made by somebody who could never remove it again. */
async function checkAccess(connection: DirectusConnection): Promise<void> {
  const access = await readAccess(connection);
  if (access === undefined) return;
  for (const collection of ['directus_flows', 'directus_operations']) {
    const rights = access(collection);
    const missing = ACTIONS.filter((action) => (rights[action] ?? 'none') === 'none');
    if (missing.length > 0) {
      throw new InputError(
        `The user of the credential may not ${missing.join(', ')} in ${collection}`,
        REMEDIES.FORBIDDEN,
      );
    }
  }
}

/**
 * Waits until Directus has loaded its flows: until then it tells nobody of anything. A flow that is not for webhooks cannot
 * be run, which it says after that.
 */
async function settle(connection: DirectusConnection, id: string): Promise<void> {
  await ask(connection, { verb: 'POST', path: `/flows/trigger/${id}` }).catch(() => undefined);
}

/** Removes a flow if it is there and has the mark; nobody else's is touched. */
async function removeFlow(connection: DirectusConnection, id: string, mark: string): Promise<void> {
  const found = await readFlow(connection, id);
  if (found?.description !== mark) return;
  await ask(connection, { verb: 'DELETE', path: `/flows/${id}` }, REMEDIES);
}
