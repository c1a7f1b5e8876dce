import { setTimeout as wait } from 'node:timers/promises';

import { eventually } from '../../support/eventually';
import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { errorOf, failureOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

describe.each(PROTECTED_TRANSPORTS)('a hanging server on $name', ({ kind, run }) => {
  let stub: Stub;

  beforeEach(async () => {
    stub = await startStub({ kind, delay: Infinity });
  });

  afterEach(closeStubs);

  test('is given up at once when the user stops the execution, and no other item is sent', async () => {
    let stop: () => void = () => undefined;
    const options = { concurrency: 2 };
    const running = run(stub.url, { items: 5, options, onStarted: (abort) => (stop = abort) });
    await eventually(
      () => Promise.resolve(stub.requests.length),
      (count) => count === 2,
    );
    const stopped = Date.now();
    stop();
    await running;
    await eventually(
      () => Promise.resolve(stub.aborted),
      (count) => count === 2,
    );
    expect(Date.now() - stopped).toBeLessThan(2000);
    expect(stub.aborted).toBe(2);
    await wait(100);
    expect(stub.requests).toHaveLength(2);
  });

  test('is given up after the time that Timeout allows', async () => {
    const began = Date.now();
    const error = errorOf(await run(stub.url, { options: { timeout: 300 } }));
    expect(Date.now() - began).toBeLessThan(3000);
    expect(error.message).toContain('ETIMEDOUT');
    expect(error.message).toContain('did not answer in time');
    expect(error.description).toContain('Raise Timeout');
  });

  test('fails each item on its own time', async () => {
    const result = await run(stub.url, { items: 3, options: { timeout: 200 }, continueOnFail: true });
    expect(rowsOf(result).map((row) => failureOf(row)?.code)).toEqual([
      'ETIMEDOUT',
      'ETIMEDOUT',
      'ETIMEDOUT',
    ]);
    expect(stub.requests).toHaveLength(3);
  });
});
