import type { IDataObject } from 'n8n-workflow';

import { forEachBounded } from '../../nodes/shared/run/concurrency';
import { runOnce } from './contest';
import { figure, type Figure } from './figure';
import type { Part } from './part';
import type { Row, Step } from './row';
import { rows } from './rows';
import type { Setting } from './setting';
import { median } from './statistics';
import { MEASURED, workflowOf } from './workflow';

const IN_BATCHES = 1.1;
const SINGLE = 1.15;
const BATCH = 100;
const AT_A_TIME = 10;
const ARTICLES = '/items/articles';

/** What a program would do that does nothing else: the calls of a row of the contest, as fast as they can be. */
interface PlainCalls {
  work: string;
  limit: number;
  /** Does to each item what the row does. */
  send: (setting: Setting, input: IDataObject[]) => Promise<void>;
}

const PLAIN: readonly PlainCalls[] = [
  { work: 'creates on Directus', limit: IN_BATCHES, send: arrays('POST', (items) => items) },
  {
    work: 'updates on Directus',
    limit: IN_BATCHES,
    send: arrays('PATCH', (items) => items.map(({ id, title }) => ({ id, title }))),
  },
  {
    work: 'deletes on Directus',
    limit: IN_BATCHES,
    send: arrays('DELETE', (items) => items.map(({ id }) => id)),
  },
  {
    work: 'gets by id on Directus',
    limit: IN_BATCHES,
    send: arrays('SEARCH', (items) => ({
      query: { filter: { id: { _in: items.map(({ id }) => id) } }, limit: BATCH },
    })),
  },
  {
    work: 'getUserByID, HTTP/JSON',
    limit: SINGLE,
    send: async ({ plain }, input) => {
      await forEachBounded(input, AT_A_TIME, async ({ userId }) => {
        await plain.zitadel.send('GET', `/v2/users/${String(userId)}`);
      });
    },
  },
  { work: 'getUserByID, gRPC', limit: SINGLE, send: overGrpc },
];

/** Our rows against a plain client outside of n8n and n8n's own evaluation of the same expressions, in turn. */
export const plainClient: Part['take'] = async (setting, { rounds, quick }) => {
  const figures: Figure[] = [];
  for (const plain of PLAIN) {
    const row = rows.find(({ work }) => work === plain.work);
    if (row === undefined) throw new Error(`Nothing is called "${plain.work}"`);
    const count = quick ? row.items / 10 : row.items;
    const [ours, calls, expressions]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= rounds; round++) {
      const { time } = await runOnce(setting, row, row.ours(setting), count);
      const sent = await timeOf(plain, row, setting, count);
      const evaluated = await evaluate(setting, row, count);
      if (round === 0) continue;
      ours.push(time);
      calls.push(sent);
      expressions.push(evaluated);
    }
    const least = median(calls) + median(expressions);
    const name = `${count} ${plain.work}`;
    figures.push(
      figure(`${name}, a plain client’s calls`, median(calls), 'ms'),
      figure(`${name}, n8n’s evaluation of their expressions`, median(expressions), 'ms'),
      figure(
        `${name}, ours against both together`,
        median(ours) / least,
        'times',
        quick ? undefined : plain.limit,
      ),
    );
  }
  return figures;
};

async function timeOf(plain: PlainCalls, row: Row, setting: Setting, count: number): Promise<number> {
  const input = await row.input(setting, count);
  const began = performance.now();
  await plain.send(setting, input);
  const took = performance.now() - began;
  await row.undo?.(setting, []);
  return took;
}

/** n8n's time for a node that does nothing but evaluate the row's expression for each item. */
async function evaluate(setting: Setting, row: Row, count: number): Promise<number> {
  const { jsonBody } = row.ours(setting).parameters;
  const step: Step = {
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: { mode: 'raw', jsonOutput: jsonBody, options: {} },
  };
  const workflow = workflowOf('Expressions', step, await row.input(setting, count));
  const execution = await setting.n8n.run(workflow);
  if (execution.status !== 'success') throw new Error(`Edit Fields: ${execution.error?.message}`);
  return execution.timeOf(MEASURED);
}

/** Arrays of a hundred, all at the same time. */
function arrays(method: string, body: (items: IDataObject[]) => unknown): PlainCalls['send'] {
  return async ({ plain }, input) => {
    const starts = Array.from({ length: Math.ceil(input.length / BATCH) }, (_, index) => index * BATCH);
    await Promise.all(
      starts.map((start) => plain.directus.send(method, ARTICLES, body(input.slice(start, start + BATCH)))),
    );
  };
}

/** The calls over one channel, as the package's own client makes them. */
async function overGrpc({ doors, direct, instanceHeaders }: Setting, input: IDataObject[]): Promise<void> {
  const { createChannel, createClient, Metadata } = await import('nice-grpc');
  const { UserServiceDefinition } =
    await import('@zitadel/node/dist/api/generated/zitadel/user/v2/user_service.js');
  const channel = createChannel(new URL(doors.zitadel.url).host);
  const client = createClient(UserServiceDefinition, channel);
  const metadata = Metadata({ authorization: `Bearer ${direct.zitadel.token}`, ...instanceHeaders });
  await forEachBounded(input, AT_A_TIME, async ({ userId }) => {
    await client.getUserByID({ userId: String(userId) }, { metadata });
  });
  channel.close();
}
