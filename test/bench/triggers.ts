import { setTimeout as sleep } from 'node:timers/promises';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { Workflow } from '../../sandbox/n8n-client';
import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { median } from './statistics';
import { PACKAGE, reference } from './steps';

const COLLECTION = 'articles';
const SET_EMAIL = '/zitadel.user.v2.UserService/SetEmail';
const SINGLE = 10;
const PATIENCE = 120_000;
const PAUSE = 50;
const LONG_PAUSE = 1_000;

/** A way in which a trigger is told of events. */
interface Mode {
  name: string;
  node: 'zitadelTrigger' | 'directusTrigger';
  parameters: INodeParameters;
  /** Makes events, one after the other, as fast as the server takes them. */
  make: (setting: Setting, count: number) => Promise<void>;
}

/** An execution as n8n lists it. */
interface Listed {
  startedAt: string;
  stoppedAt: string;
}

const articles: Mode['make'] = async ({ articles: records }, count) => await records.add(count);
const people: Mode['make'] = async ({ people: users }, count) => await users.add(count);
const emails: Mode['make'] = async ({ people: users }, count) => await users.changeEmails(count);

const MODES: readonly Mode[] = [
  {
    name: 'Zitadel Trigger, Checking Regularly each second',
    node: 'zitadelTrigger',
    parameters: { delivery: 'checking', interval: 1, events: ['user.human.added'] },
    make: people,
  },
  {
    name: 'Zitadel Trigger, Instantly',
    node: 'zitadelTrigger',
    parameters: { delivery: 'instant', events: ['user.human.added'] },
    make: people,
  },
  {
    name: 'Zitadel Trigger, On Calls, without waiting',
    node: 'zitadelTrigger',
    parameters: { delivery: 'call', moment: 'request', scope: 'method', method: SET_EMAIL },
    make: emails,
  },
  {
    name: 'Zitadel Trigger, On Calls, waiting for the workflow',
    node: 'zitadelTrigger',
    parameters: {
      delivery: 'call',
      moment: 'request',
      scope: 'method',
      method: SET_EMAIL,
      answer: 'lastNode',
    },
    make: emails,
  },
  {
    name: 'Directus Trigger, Checking Regularly each second',
    node: 'directusTrigger',
    parameters: {
      delivery: 'checking',
      interval: 1,
      events: ['items.create'],
      collections: [COLLECTION],
    },
    make: articles,
  },
  {
    name: 'Directus Trigger, Instantly',
    node: 'directusTrigger',
    parameters: { delivery: 'instant', events: ['items.create'], collections: [COLLECTION] },
    make: articles,
  },
  {
    name: 'Directus Trigger, Before the Change',
    node: 'directusTrigger',
    parameters: { delivery: 'before', events: ['items.create'], collections: [COLLECTION] },
    make: articles,
  },
];

/**
 * For each mode of both triggers: the delay from a write to its workflow, and how many events a second start one.
 *
 * @param events how many are written as fast as the server takes them
 */
export async function triggerFigures(setting: Setting, events: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const mode of MODES) figures.push(...(await measure(setting, mode, events)));
  await setting.articles.clear();
  return figures;
}

async function measure(setting: Setting, mode: Mode, events: number): Promise<Figure[]> {
  const { n8n } = setting;
  const id = await n8n.saveWorkflow(workflowOf(setting, mode));
  await n8n.activate(id);
  try {
    await mode.make(setting, 1);
    await executions(setting, id, 1);
    const delays: number[] = [];
    for (let n = 1; n <= SINGLE; n++) {
      // Not in step with what is checked each second.
      await sleep(300 + 137 * n);
      const written = Date.now();
      await mode.make(setting, 1);
      const [newest] = await executions(setting, id, n + 1);
      delays.push(Date.parse(newest?.startedAt ?? '') - written);
    }
    const began = Date.now();
    await mode.make(setting, events);
    const last = await executions(setting, id, SINGLE + 1 + events);
    const ended = Math.max(...last.map(({ stoppedAt }) => Date.parse(stoppedAt)));
    const rate = events / ((ended - began) / 1000);
    return [
      figure(`${mode.name}: from the write to the workflow`, median(delays), 'ms'),
      figure(`${mode.name}: events a second`, rate, 'a second', undefined, `${events} at once`),
    ];
  } finally {
    await n8n.deactivate(id);
  }
}

/** The last executions of a workflow as soon as so many are over, the newest first. */
async function executions({ n8n }: Setting, workflowId: string, count: number): Promise<Listed[]> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
  const path = `/rest/executions?filter=${filter}&limit=50`;
  for (const limit = Date.now() + PATIENCE; Date.now() < limit;) {
    const found = await n8n.request<{ results: Listed[]; count: number }>('GET', path);
    if (found.count >= count) return found.results;
    // Asking takes time from n8n, the more the longer its list is.
    await sleep(count > SINGLE + 1 ? LONG_PAUSE : PAUSE);
  }
  throw new Error(`Workflow ${workflowId} was not started ${count} times in ${PATIENCE / 1000} s`);
}

function workflowOf({ credentials }: Setting, { name, node, parameters }: Mode): Workflow {
  const trigger: INode = {
    id: crypto.randomUUID(),
    name: 'Trigger',
    type: `${PACKAGE}.${node}`,
    typeVersion: 1,
    position: [0, 0],
    parameters,
    webhookId: crypto.randomUUID(),
    credentials:
      node === 'zitadelTrigger'
        ? { zitadelApi: reference(credentials.zitadelAtOnce.grpc) }
        : { directusApi: reference(credentials.directus) },
  };
  const last: INode = {
    id: crypto.randomUUID(),
    name: 'Last',
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [220, 0],
    parameters: {},
  };
  return {
    name,
    nodes: [trigger, last],
    connections: { Trigger: { main: [[{ node: 'Last', type: 'main', index: 0 }]] } },
  };
}
