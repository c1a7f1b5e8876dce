import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';

import { keepAfterAll, removeLater } from '../../../nodes/shared/trigger/cleanUp';
import { Deliveries, type OpenDeliveries } from '../../../nodes/shared/trigger/deliveries';
import { forgetBefore, goOnWith, isChosenAt } from '../../../nodes/shared/trigger/eras';
import { beginsLater, pauseAfter, startLoop } from '../../../nodes/shared/trigger/loop';
import { uuidOf, type Owner } from '../../../nodes/shared/trigger/owner';
import { Progress } from '../../../nodes/shared/trigger/progress';
import { isSecret, newSecret } from '../../../nodes/shared/trigger/secret';
import { eventually } from '../../support/eventually';

const OWNER: Owner = { instance: 'i', workflow: 'w', node: 'n', isTest: false };

/** Where a trigger's events go: keys that were used before are refused, as n8n does. */
class Emitted {
  readonly items: IDataObject[] = [];
  readonly keys: string[] = [];
  readonly open: Array<{ resolve: (run: IRun) => void; reject: (error: Error) => void }> = [];

  trigger(isKeyed = true): ITriggerFunctions {
    const emit = (
      data: Array<Array<{ json: IDataObject }>>,
      done?: Emitted['open'][number],
      key = '',
    ): void => {
      if (this.keys.includes(key)) return done?.resolve({} as IRun);
      this.keys.push(key);
      this.items.push(...data.flat().map(({ json }) => json));
      if (done) this.open.push(done);
    };
    const keyed: ITriggerFunctions['emit'] = (data, _, done, key) => emit(data, done, key);
    const plain: ITriggerFunctions['emit'] = (data, _, done) => emit(data, done, String(this.keys.length));
    const createDeferredPromise = (): object => {
      let settle = {};
      const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
      return { promise, ...settle };
    };
    return {
      emit: isKeyed ? keyed : plain,
      getNode: () => ({ id: 'node' }),
      getWorkflow: () => ({ id: 'workflow' }),
      helpers: { createDeferredPromise },
    } as unknown as ITriggerFunctions;
  }
}

describe('deliveries', () => {
  const nothing = (): void => undefined;

  test('an event whose execution may not have been made is delivered again, and n8n refuses what it has', async () => {
    const emitted = new Emitted();
    const before = new Deliveries(emitted.trigger(), 'http://a');
    let saved: OpenDeliveries = {};
    await before.deliver('1', { n: 1 }, () => (saved = before.saved));
    expect(Object.keys(saved)).toEqual(['1']);
    const after = new Deliveries(emitted.trigger(), 'http://a', { ...saved, '2': Date.now() });
    expect(after.again).toEqual(['1', '2']);
    await after.deliver('1', { n: 1 }, nothing);
    await after.deliver('2', { n: 2 }, nothing);
    expect(emitted.items).toEqual([{ n: 1 }, { n: 2 }]);
    expect(after.again).toEqual([]);
  });

  test('what has ended is not delivered again, and what n8n could not take is', async () => {
    const emitted = new Emitted();
    const deliveries = new Deliveries(emitted.trigger(), 'http://a');
    await deliveries.deliver('1', {}, nothing);
    await deliveries.deliver('2', {}, nothing);
    emitted.open[0]?.resolve({} as IRun);
    emitted.open[1]?.reject(new Error('The database is busy'));
    await eventually(
      () => Promise.resolve(deliveries.again),
      (again) => again.length > 0,
    );
    expect(deliveries.again).toEqual(['2']);
    expect(Object.keys(deliveries.saved)).toEqual(['2']);
  });

  test('an n8n that does not know keys gets no event twice, and keys are not kept for ever', () => {
    const open = { '1': Date.now() };
    expect(new Deliveries(new Emitted().trigger(false), 'http://a', open).again).toEqual([]);
    const old = { '1': Date.now() - 3_600_000 };
    expect(new Deliveries(new Emitted().trigger(), 'http://a', old).again).toEqual([]);
  });

  test('not more than twenty executions run at the same time', async () => {
    const emitted = new Emitted();
    const deliveries = new Deliveries(emitted.trigger(), 'http://a');
    const all = (async () => {
      for (let n = 0; n < 45; n++) await deliveries.deliver(String(n), { n }, nothing);
    })();
    await eventually(
      () => Promise.resolve(emitted.items.length),
      (count) => count >= 20,
    );
    expect(emitted.items).toHaveLength(20);
    for (let n = 0; n < 45; n++) {
      await eventually(
        () => Promise.resolve(emitted.open.length),
        (count) => count > n,
      );
      emitted.open[n]?.resolve({} as IRun);
    }
    await all;
    expect(emitted.items.map(({ n }) => n)).toEqual(Array.from({ length: 45 }, (_, n) => n));
  });
});

describe('the loop', () => {
  test('goes on after failures, tells of each, and ends when it is stopped', async () => {
    const told: number[] = [];
    let rounds = 0;
    const stop = startLoop({
      pause: 1,
      round: () => (++rounds < 2 ? Promise.reject(new Error('down')) : Promise.resolve()),
      onFailure: (_, inARow) => told.push(inARow),
    });
    await eventually(
      () => Promise.resolve(rounds),
      (count) => count > 3,
    );
    await stop();
    const after = rounds;
    expect(told).toEqual([1]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rounds).toBe(after);
  });

  test('waits longer after each failure, up to a minute', () => {
    expect([0, 1, 2, 3, 9, 1000].map((failures) => pauseAfter(1000, failures))).toEqual([
      1000, 1000, 2000, 4000, 60_000, 60_000,
    ]);
    expect(pauseAfter(600_000, 5)).toBe(600_000);
  });
});

describe('how far a trigger has come', () => {
  /** A node of a workflow as n8n gives it its data: a copy of what was stored, each time that it is started. */
  const nodeOf = (node: string, data: IDataObject, mode = 'update'): ITriggerFunctions =>
    ({
      getWorkflowStaticData: () => data,
      getNode: () => ({ id: node }),
      getWorkflow: () => ({ id: 'two nodes' }),
      getActivationMode: () => mode,
    }) as unknown as ITriggerFunctions;

  test('is not set back by another node of the workflow, which has an older copy of the data', () => {
    const older: IDataObject = {};
    const newer: IDataObject = {};
    const one = new Progress<{ n: number }>(nodeOf('one', older), 'kind');
    one.write({ n: 1 });
    const other = new Progress<{ n: number }>(nodeOf('other', newer), 'kind');
    other.write({ n: 2 });
    one.write({ n: 3 });
    const stored: unknown = JSON.parse(JSON.stringify(older));
    const restarted = nodeOf('other', stored as IDataObject, 'init');
    expect(new Progress<{ n: number }>(restarted, 'kind').read()).toEqual({ n: 2 });
  });

  test('is that of this process until n8n takes it up from what was stored', () => {
    new Progress<{ n: number }>(nodeOf('three', {}), 'kind').write({ n: 5 });
    const stored = { 'kind:three': JSON.stringify({ n: 4 }) };
    expect(new Progress(nodeOf('three', stored), 'kind').read()).toEqual({ n: 5 });
    expect(new Progress(nodeOf('three', stored, 'init'), 'kind').read()).toEqual({ n: 4 });
  });

  test('a new version asks for other events from then on only', () => {
    const isChosen =
      (name: string) =>
      (chosen: string[]): boolean =>
        chosen.includes(name);
    const before = goOnWith(undefined, ['a', 'b'], 0);
    expect(goOnWith(before, ['a', 'b'], 9)).toBe(before);
    const after = goOnWith(before, ['b', 'c'], 10);
    const seen = ['a', 'b', 'c'].map((name) =>
      [10, 11].map((point) => isChosenAt(after, point, isChosen(name))),
    );
    expect(seen).toEqual([
      [false, false],
      [true, true],
      [false, true],
    ]);
    expect(forgetBefore(after, 10)).toEqual(after);
    expect(forgetBefore(after, 11).former).toEqual([]);
  });

  test('after a restart it is tried for ever, a new version where the failure passes, a first one never', () => {
    const modes = ['init', 'update', 'activate'] as const;
    expect(modes.map((mode) => beginsLater(mode, true))).toEqual([true, true, false]);
    expect(modes.map((mode) => beginsLater(mode, false))).toEqual([true, false, false]);
  });
});

describe('what a trigger owns', () => {
  test('its UUID is the same after a crash and another for every other owner and purpose', () => {
    const uuid = uuidOf(OWNER, 'flow');
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf({ ...OWNER }, 'flow')).toBe(uuid);
    const others = [
      uuidOf({ ...OWNER, instance: 'x' }, 'flow'),
      uuidOf({ ...OWNER, workflow: 'x' }, 'flow'),
      uuidOf({ ...OWNER, node: 'x' }, 'flow'),
      uuidOf({ ...OWNER, isTest: true }, 'flow'),
      uuidOf(OWNER, 'operation'),
    ];
    expect(new Set([uuid, ...others]).size).toBe(6);
  });

  test('is removed later when the service is down, unless it is wanted again', async () => {
    let attempts = 0;
    removeLater('a', () => (++attempts < 2 ? Promise.reject(new Error('down')) : Promise.resolve()));
    let unwanted = 0;
    removeLater('b', () => Promise.resolve(void unwanted++));
    keepAfterAll('b');
    await eventually(
      () => Promise.resolve(attempts),
      (count) => count >= 2,
    );
    expect(attempts).toBe(2);
    expect(unwanted).toBe(0);
  });
});

test('a secret is right only when it is the same text', () => {
  const secret = newSecret();
  expect(isSecret(secret, secret)).toBe(true);
  for (const wrong of ['', secret.slice(1), `${secret} `, secret.toLowerCase(), undefined, [secret], 1]) {
    expect(isSecret(wrong, secret)).toBe(false);
  }
  expect(isSecret('', '')).toBe(false);
  expect(isSecret('undefined', undefined)).toBe(false);
  expect(newSecret()).not.toBe(secret);
});
