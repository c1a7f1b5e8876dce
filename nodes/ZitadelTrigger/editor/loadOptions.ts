import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { toNodeError } from '../../shared/run/nodeErrors';
import { REMEDIES as EVENT_REMEDIES } from '../checking/pages';
import { REMEDIES } from '../instant/target';
import { connect, type Server } from '../server';

/** The server's own types of events, with the groups that they make. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return await guarded(this, async ({ ask }) => {
    const { eventTypes } = await ask('AdminService', 'listEventTypes', {}, EVENT_REMEDIES);
    const types = Array.isArray(eventTypes) ? eventTypes.filter(isObject) : [];
    const names = types.map(({ type }) => asText(type));
    return [...groupsOf(names), ...types.map(toOption)];
  });
}

/** The methods that an execution can be set on. */
export async function getMethods(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return await list(this, 'listExecutionMethods', 'methods');
}

/** The services that an execution can be set on. */
export async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return await list(this, 'listExecutionServices', 'services');
}

/** The functions that an execution can be set on. */
export async function getFunctions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return await list(this, 'listExecutionFunctions', 'functions');
}

async function list(
  context: ILoadOptionsFunctions,
  method: string,
  field: string,
): Promise<INodePropertyOptions[]> {
  return await guarded(context, async ({ ask }) => {
    const reply = await ask('ZITADELActions', method, {}, REMEDIES);
    const names = reply[field];
    const texts = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
    return texts.sort().map((name) => ({ name, value: name }));
  });
}

/** All beginnings that two types or more have in common. */
function groupsOf(types: string[]): INodePropertyOptions[] {
  const counts = new Map<string, number>();
  for (const type of types) {
    const parts = type.split('.');
    for (let length = 1; length < parts.length; length++) {
      const group = parts.slice(0, length).join('.');
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  const groups = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([one], [other]) => one.localeCompare(other));
  return groups.map(([group, count]) => ({ name: `${group}.* (${count} Kinds)`, value: `${group}.*` }));
}

function toOption({ type, localized }: JsonObject): INodePropertyOptions {
  const value = asText(type);
  const words = isObject(localized) ? asText(localized.localizedMessage) : '';
  const isTranslated = words !== '' && !words.startsWith('EventTypes.');
  return { name: isTranslated ? `${words} (${value})` : value, value };
}

async function guarded(
  context: ILoadOptionsFunctions,
  load: (server: Server) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
  try {
    const source = { getNodeParameter: (name: string): unknown => context.getCurrentNodeParameter(name) };
    return await load(
      await connect({
        getCredentials: context.getCredentials.bind(context),
        getNode: () => context.getNode(),
        helpers: context.helpers,
        ...source,
      }),
    );
  } catch (error) {
    throw toNodeError(context.getNode(), error, 0, true);
  }
}
