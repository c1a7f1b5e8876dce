import { InputError, ServiceError } from '../../../nodes/shared/errors';
import { execute } from '../../../nodes/shared/run/execute';
import { refusal } from '../support/calls';
import { rejectionOf } from '../support/errors';
import { fakeExecution, type FakeExecution } from '../support/execution';
import { FakeProtocol, milliseconds, TABLES, type Behaviour } from '../support/protocol';
import type { Reply } from '../../../nodes/shared/run/call';

const CREATE = { resource: 'users', operation: 'create' };

/** Runs the router over items with a protocol that behaves as told. */
function start(
  behaviour: Behaviour,
  { parameters, ...rest }: FakeExecution = {},
): { protocol: FakeProtocol; output: ReturnType<typeof execute> } {
  const protocol = new FakeProtocol(behaviour);
  const context = fakeExecution({ items: 5, parameters: { ...CREATE, ...parameters }, ...rest });
  return { protocol, output: execute(context, TABLES, protocol) };
}

function failFor(...items: number[]): (itemIndex: number) => Reply {
  return (itemIndex) => {
    if (items.includes(itemIndex)) throw refusal(404, `MISSING_${itemIndex}`);
    return [{ json: { itemIndex } }];
  };
}

describe('output', () => {
  test('is in the order of the input though calls end in another one', async () => {
    const ended: number[] = [];
    const { output } = start({
      answer: async (itemIndex) => {
        await milliseconds(itemIndex === 0 ? 40 : 20 - itemIndex * 4);
        ended.push(itemIndex);
        return [{ json: { itemIndex } }];
      },
    });
    const [items] = await output;
    expect(ended).not.toEqual([0, 1, 2, 3, 4]);
    expect(items?.map(({ json }) => json.itemIndex)).toEqual([0, 1, 2, 3, 4]);
  });

  test('is paired with its item, row by row', async () => {
    const { output } = start(
      {
        answer: (itemIndex) =>
          Array.from({ length: 2 - itemIndex }, (_, row) => ({ json: { itemIndex, row } })),
      },
      { items: 3 },
    );
    expect(await output).toEqual([
      [
        { json: { itemIndex: 0, row: 0 }, pairedItem: { item: 0 } },
        { json: { itemIndex: 0, row: 1 }, pairedItem: { item: 0 } },
        { json: { itemIndex: 1, row: 0 }, pairedItem: { item: 1 } },
      ],
    ]);
  });

  test('has the binary data of a row', async () => {
    const binary = { qrCode: { data: 'aGk=', mimeType: 'image/png' } };
    const { output } = start({ answer: () => [{ json: {}, binary }] }, { items: 1 });
    expect(await output).toEqual([[{ json: {}, binary, pairedItem: { item: 0 } }]]);
  });

  test('is empty without input', async () => {
    const { output, protocol } = start({}, { items: 0 });
    expect(await output).toEqual([[]]);
    expect(protocol.prepared).toEqual([]);
  });
});

describe('concurrency', () => {
  test.each([
    [undefined, 10],
    [1, 1],
    [3, 3],
    [100, 30],
  ])('of %p keeps %i of 30 calls under way', async (concurrency, most) => {
    const options = concurrency === undefined ? {} : { concurrency };
    const { output, protocol } = start(
      { answer: async () => await milliseconds(3).then(() => []) },
      { items: 30, parameters: { options } },
    );
    await output;
    expect(protocol.mostUnderWay).toBe(most);
    expect(protocol.started).toHaveLength(30);
  });

  test.each<[string, unknown]>([
    ['zero', { concurrency: 0 }],
    ['too many', { concurrency: 101 }],
    ['a fraction', { concurrency: 1.5 }],
    ['text', { concurrency: 'many' }],
  ])('of %s is an error, and nothing is sent', async (_, options) => {
    const { output, protocol } = start({}, { parameters: { options } });
    expect((await rejectionOf(output)).message).toBe('Concurrency: expected a whole number');
    expect(protocol.started).toEqual([]);
  });
});

describe('without Continue On Fail', () => {
  test('the error of an item stops the node, with its index, code and remedy', async () => {
    const refused = new ServiceError({
      code: 'NOT_FOUND',
      message: 'User not found',
      remedy: 'Check the ID.',
    });
    const { output } = start({
      answer: (itemIndex) => {
        if (itemIndex === 2) throw refused;
        return [];
      },
    });
    expect(await rejectionOf(output)).toMatchObject({
      name: 'NodeApiError',
      message: 'NOT_FOUND: User not found',
      description: 'Check the ID. 4 of the 5 items were done all the same.',
      context: { itemIndex: 2 },
    });
  });

  test.each([
    ['first', 1],
    ['last', 20],
  ])('the error of the first failing item is thrown, also where it fails %s', async (_, time) => {
    const { output } = start({
      answer: async (itemIndex) => {
        await milliseconds(itemIndex === 1 ? time : 10);
        return failFor(1, 3)(itemIndex);
      },
    });
    const error = await rejectionOf(output);
    expect(error.message).toContain('MISSING_1');
    expect(error).toMatchObject({ context: { itemIndex: 1 } });
  });

  test('nothing is started after a failure', async () => {
    const { output, protocol } = start(
      { answer: failFor(1) },
      { parameters: { options: { concurrency: 1 } } },
    );
    await rejectionOf(output);
    expect(protocol.started).toEqual([0, 1]);
  });

  test('nothing is sent at all where an item cannot be prepared', async () => {
    const { output, protocol } = start({
      prepare: ({ itemIndex }) => {
        if (itemIndex === 3) throw new InputError('User ID is required', 'Fill in User ID.');
      },
    });
    expect(await rejectionOf(output)).toMatchObject({
      name: 'NodeOperationError',
      message: 'User ID is required',
      description: 'Fill in User ID. None of the 5 items was done.',
      context: { itemIndex: 3 },
    });
    expect(protocol.prepared).toEqual([0, 1, 2, 3]);
    expect(protocol.started).toEqual([]);
  });
});

describe('with Continue On Fail', () => {
  test('a failing item becomes an item with the code and the message, and the others are unharmed', async () => {
    const { output, protocol } = start({ answer: failFor(1, 4) }, { continueOnFail: true });
    const failed = (item: number): object => ({
      json: {
        error: {
          code: `MISSING_${item}`,
          message: `Refused (MISSING_${item})`,
          status: 404,
        },
      },
      pairedItem: { item },
    });
    const right = (item: number): object => ({ json: { itemIndex: item }, pairedItem: { item } });
    expect(await output).toEqual([[right(0), failed(1), right(2), right(3), failed(4)]]);
    expect(protocol.started).toHaveLength(5);
  });

  test('an item that cannot be prepared becomes one too, and is not sent', async () => {
    const { output, protocol } = start(
      {
        prepare: ({ itemIndex }) => {
          if (itemIndex === 0) throw new InputError('code is required', 'Write the six digits.');
        },
      },
      { items: 2, continueOnFail: true },
    );
    const [items] = await output;
    expect(items?.[0]).toEqual({
      json: {
        error: { code: 'INVALID_INPUT', message: 'code is required', description: 'Write the six digits.' },
      },
      pairedItem: { item: 0 },
    });
    expect(items?.[1]?.json).toEqual({ itemIndex: 1 });
    expect(protocol.started).toEqual([1]);
  });

  test('an error that nobody expected becomes one too', async () => {
    const { output } = start(
      {
        answer: () => {
          throw new TypeError('x is undefined');
        },
      },
      { items: 1, continueOnFail: true },
    );
    const [items] = await output;
    expect(items?.[0]?.json.error).toEqual({ code: 'UNEXPECTED', message: 'x is undefined' });
  });

  test('all items may fail', async () => {
    const { output } = start({ answer: failFor(0, 1, 2, 3, 4) }, { continueOnFail: true });
    const [items] = await output;
    expect(items?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
  });

  test('wrong options of one item do not harm the others', async () => {
    const options = (itemIndex: number): object => ({ concurrency: itemIndex === 0 ? 0 : 2 });
    const { output } = start({}, { items: 2, continueOnFail: true, parameters: { options } });
    const [items] = await output;
    expect(items?.[0]?.json.error).toMatchObject({ code: 'INVALID_INPUT' });
    expect(items?.[1]?.json).toEqual({ itemIndex: 1 });
  });
});

describe('as the tool of a model', () => {
  test.each([
    [new InputError('User ID is required', 'Fill in User ID.'), 'User ID is required. Fill in User ID.'],
    [
      new ServiceError({ code: 'NOT_FOUND', message: 'User not found', remedy: 'Check the ID.' }),
      'NOT_FOUND: User not found. Check the ID.',
    ],
  ])('an error has its remedy in its message: %s', async (error, message) => {
    const answer = (): never => {
      throw error;
    };
    const context = fakeExecution({ parameters: CREATE, type: 'n8n-nodes-zitadel-directus.testTool' });
    const run = execute(context, TABLES, new FakeProtocol({ answer }));
    expect(await rejectionOf(run)).toMatchObject({ message });
  });
});

describe('stopping the execution', () => {
  test('starts nothing more', async () => {
    const stop = new AbortController();
    const { output, protocol } = start(
      {
        answer: (itemIndex) => {
          if (itemIndex === 1) stop.abort();
          return [{ json: { itemIndex } }];
        },
      },
      { signal: stop.signal, parameters: { options: { concurrency: 1 } } },
    );
    await output.catch(() => undefined);
    expect(protocol.started).toEqual([0, 1]);
  });

  test('reaches the calls through their item', async () => {
    const stop = new AbortController();
    const signals: unknown[] = [];
    const { output } = start(
      { prepare: ({ signal }) => signals.push(signal) },
      { items: 1, signal: stop.signal },
    );
    await output;
    expect(signals).toEqual([stop.signal]);
  });
});

describe('what is chosen', () => {
  test('decides on the table and the operation of each item', async () => {
    const seen: string[] = [];
    const operation = (itemIndex: number): string => (itemIndex % 2 === 0 ? 'create' : 'delete');
    const { output } = start(
      { prepare: (item) => seen.push(`${item.table.value}.${item.operation.value}`) },
      { items: 3, parameters: { operation } },
    );
    await output;
    expect(seen).toEqual(['users.create', 'users.delete', 'users.create']);
  });

  test.each([
    [{ operation: 'creat' }, 'The operation "creat" is not known; did you mean "create"?'],
    [{ operation: 'Delete' }, 'The operation "Delete" is not known; did you mean "delete"?'],
    [{ operation: 'archive everything' }, 'The operation "archive everything" is not known'],
    [{ resource: 'user' }, 'The resource "user" is not known; did you mean "users"?'],
    [{ operation: undefined }, 'The operation "undefined" is not known'],
    [{ operation: 'constructor' }, 'The operation "constructor" is not known'],
  ])('and is not known is an error with the nearest right name: %j', async (parameters, message) => {
    const { output, protocol } = start({}, { parameters });
    const error = await rejectionOf(output);
    expect(error).toMatchObject({ name: 'NodeOperationError', message, context: { itemIndex: 0 } });
    expect(protocol.prepared).toEqual([]);
  });
});

describe('a long run', () => {
  test('makes its items into calls as it comes to them, and says how far it is', async () => {
    const told: string[] = [];
    let sent = 0;
    const ahead: number[] = [];
    const protocol = new FakeProtocol({
      prepare: ({ itemIndex }) => {
        ahead.push(itemIndex - sent);
      },
      answer: (itemIndex) => {
        sent++;
        return [{ json: { itemIndex } }];
      },
    });
    const context = Object.assign(fakeExecution({ items: 21_000, parameters: CREATE }), {
      sendMessageToUI: (text: string) => told.push(text),
    });
    const [items] = await execute(context, TABLES, protocol);
    expect(items?.map(({ json }) => json.itemIndex)).toEqual(Array.from({ length: 21_000 }, (_, at) => at));
    expect(Math.max(...ahead)).toBeLessThan(2_000);
    expect(told).toEqual(['10000 of 21000 items done', '20000 of 21000 items done']);
  });

  test('ends with the first item that fails, and names what was done', async () => {
    const { output } = start({ answer: failFor(4_500) }, { items: 10_000 });
    const error = await rejectionOf(output);
    expect(error.message).toContain('MISSING_4500');
    const { done } = (error as unknown as { context: { done: Array<{ item: number }> } }).context;
    expect(done.map(({ item }) => item).slice(0, 4_500)).toEqual(
      Array.from({ length: 4_500 }, (_, at) => at),
    );
    expect(done.length).toBeLessThan(6_000);
  });
});
