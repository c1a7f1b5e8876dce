import type { INodeExecutionData } from 'n8n-workflow';

import { ServiceError } from '../../../nodes/shared/errors';
import type { Reply } from '../../../nodes/shared/run/call';
import { execute } from '../../../nodes/shared/run/execute';
import { refusal } from '../support/calls';
import { rejectionOf } from '../support/errors';
import { fakeExecution, type FakeExecution } from '../support/execution';
import { FakeProtocol, TABLES } from '../support/protocol';

const parameters = { resource: 'users', operation: 'create' };
const input = (): INodeExecutionData[] => [0, 1, 2].map((index) => ({ json: { index } }));

/** Runs the node once, as n8n does for each try. Gives the items that were sent. */
async function tryOnce(
  items: INodeExecutionData[],
  answer: (itemIndex: number) => Reply,
  more: FakeExecution = {},
): Promise<{ sent: number[]; output: INodeExecutionData[] }> {
  const protocol = new FakeProtocol({ answer });
  const context = fakeExecution({
    parameters,
    input: items,
    retryOnFail: true,
    continueOnFail: true,
    ...more,
  });
  const [output = []] = await execute(context, TABLES, protocol);
  return { sent: protocol.started, output };
}

const succeed = (itemIndex: number): Reply => [{ json: { itemIndex } }];

function failFirst(error: Error): (itemIndex: number) => Reply {
  return (itemIndex) => {
    if (itemIndex === 0) throw error;
    return succeed(itemIndex);
  };
}

test('the next try sends what failed, and puts out all', async () => {
  const items = input();
  await tryOnce(items, failFirst(refusal(503, 'DOWN')));
  const { sent, output } = await tryOnce(items, succeed);
  expect(sent).toEqual([0]);
  expect(output.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
    [0, 1, 2].map((item) => [{ itemIndex: item }, { item }]),
  );
});

test('what nobody knows to have failed is not sent again', async () => {
  const items = input();
  await tryOnce(items, failFirst(new ServiceError({ code: 'OUTCOME_UNKNOWN', message: 'lost' })));
  const { sent, output } = await tryOnce(items, succeed);
  expect(sent).toEqual([]);
  expect(output[0]?.json.error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
});

test.each<[string, FakeExecution]>([
  ['without Retry On Fail', { retryOnFail: false }],
  ['in the next round of a loop', { runIndex: 1 }],
  ['with other items', { input: input() }],
])('everything is sent %s', async (_, more) => {
  const items = input();
  await tryOnce(items, succeed, more.retryOnFail === false ? more : {});
  expect((await tryOnce(items, succeed, more)).sent).toEqual([0, 1, 2]);
});

test('a node that stops says how many items were done, and which', async () => {
  const context = fakeExecution({ parameters: { ...parameters, options: { concurrency: 1 } }, items: 4 });
  const answer = (itemIndex: number): Reply => {
    if (itemIndex === 2) throw refusal(404, 'MISSING');
    return [{ json: { userId: `u${itemIndex}` } }];
  };
  const error = await rejectionOf(execute(context, TABLES, new FakeProtocol({ answer })));
  expect(error).toMatchObject({
    description: expect.stringContaining('2 of the 4 items were done all the same: u0, u1.') as string,
    context: {
      done: [
        { item: 0, id: 'u0' },
        { item: 1, id: 'u1' },
      ],
    },
  });
});

test.each([
  [true, [{ json: {}, pairedItem: { item: 0 } }]],
  [false, []],
])('nothing found gives an item where Output When Empty is %p', async (outputWhenEmpty, expected) => {
  const context = fakeExecution({ parameters: { ...parameters, options: { outputWhenEmpty } } });
  expect(await execute(context, TABLES, new FakeProtocol({ answer: () => [] }))).toEqual([expected]);
});
