import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from '../../shared/run/nodeErrors';
import { isWanted, type ZitadelEvent } from '../event';
import { toOutput } from '../output';
import { connect, type Server } from '../server';
import { type EventSettings, type ParameterSource, readEventSettings } from '../settings';
import { dateOf, filterOf, readNewest, readSince } from './pages';

/** How far back a test looks for an event of a group of types, in milliseconds. */
const LOOK_BACK = [3_600_000, 86_400_000, 30 * 86_400_000];

/** What "Fetch Test Event" gives: the newest event that there is, or nothing. */
export async function fetchNewest(execution: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  try {
    const source: ParameterSource = {
      getNodeParameter: (name, fallback) => execution.getNodeParameter(name, 0, fallback as object),
    };
    const settings = readEventSettings(source);
    const context = {
      getCredentials: execution.getCredentials.bind(execution),
      getNode: () => execution.getNode(),
      helpers: execution.helpers,
      ...source,
    };
    const server = await connect(context);
    const event = await findNewest(server, settings);
    return [event === undefined ? [] : [{ json: await toOutput(event, settings, server.ask) }]];
  } catch (error) {
    throw toNodeError(execution.getNode(), error, 0);
  }
}

async function findNewest({ ask }: Server, settings: EventSettings): Promise<ZitadelEvent | undefined> {
  const filter = filterOf(settings);
  const newest = await readNewest(ask, filter);
  if (newest === undefined || isWanted(newest, settings)) return newest;
  for (const span of LOOK_BACK) {
    let found: ZitadelEvent | undefined;
    for await (const page of readSince(ask, filter, dateOf(newest) - span, () => undefined)) {
      found = page.filter((event) => isWanted(event, settings)).at(-1) ?? found;
    }
    if (found !== undefined) return found;
  }
  return undefined;
}
