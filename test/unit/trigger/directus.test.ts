import { runInNewContext } from 'node:vm';

import { decisionScript } from '../../../nodes/DirectusTrigger/before/decide';
import { filterFlow } from '../../../nodes/DirectusTrigger/before/flow';
import { advance, GAP_KEPT, isNew, startAt } from '../../../nodes/DirectusTrigger/checking/cursor';
import { EVENTS } from '../../../nodes/DirectusTrigger/events';
import { readDelivery } from '../../../nodes/DirectusTrigger/instant/delivery';
import { actionFlow, differenceOf, type Flow } from '../../../nodes/DirectusTrigger/instant/flow';
import { readSettings, type TriggerSettings } from '../../../nodes/DirectusTrigger/settings';
import { InputError } from '../../../nodes/shared/errors';
import type { Json, JsonObject } from '../../../nodes/shared/json';

const TARGET = {
  owner: { instance: 'i', workflow: 'w', node: 'n', isTest: false },
  workflow: 'Name',
  url: 'https://n8n.example.org/webhook/1',
  secret: 'secret',
};

function settings(parameters: Record<string, unknown>): TriggerSettings {
  return readSettings({ getNodeParameter: (name, preset) => parameters[name] ?? preset });
}

/** The flow for some events of the collection "articles". */
function flowFor(events: string[], collections: unknown = ['articles']): Flow {
  return actionFlow(TARGET, settings({ events, collections }));
}

describe('the parameters of the Directus Trigger', () => {
  test.each([
    [{ events: [] }, 'Events'],
    [{ events: ['items.create'] }, 'Collection Names or IDs'],
    [{ events: ['items.creat'], collections: ['a'] }, 'items.create'],
    [{ events: ['items.create'], collections: ['directus_users'] }, 'directus_users'],
    [{ events: ['items.create'], collections: ['a.*'] }, 'a.*'],
    [{ events: [1], collections: ['a'] }, 'Events'],
    [{ delivery: 'before', events: ['auth.login'] }, 'User Signed In'],
    [{ delivery: 'checking', events: ['items.sort'], collections: ['a'] }, 'Item Sorted'],
    [{ delivery: 'other', events: ['users.create'] }, 'Delivery'],
    [{ delivery: 'checking', events: ['users.create'], interval: 0 }, 'Interval'],
    [{ delivery: 'checking', events: ['users.create'], interval: 1.5 }, 'Interval'],
  ])('%j is refused with a remedy', (parameters, named) => {
    const read = (): TriggerSettings => settings(parameters);
    expect(read).toThrow(InputError);
    expect(read).toThrow(named);
  });

  test('names may be a list, JSON text or text with commas, and count once', () => {
    const lists = [['a', 'b', 'a'], '["a","b"]', 'a, b,a'];
    for (const collections of lists) {
      expect(settings({ events: 'items.create', collections }).collections).toEqual(['a', 'b']);
    }
    expect(settings({ events: ['items.create'], collections: ['a', '*'] }).collections).toEqual(['*']);
    expect(settings({ events: ['users.create'] }).collections).toEqual([]);
  });
});

describe('the flow', () => {
  test('is one document with its operations, and nobody is accountable for its runs', () => {
    const flow = flowFor(['items.create', 'items.update']);
    expect(flow).toMatchObject({
      accountability: null,
      status: 'active',
      description: 'n8n:i;wf=w;node=n;production',
      options: { type: 'action', scope: ['items.create', 'items.update'], collections: ['articles'] },
    });
    expect(flow.operations).toHaveLength(1);
    expect(flow.operation).toBe(flow.operations[0]?.id);
  });

  test('never hears what is read, and each event once', () => {
    const { options } = flowFor(
      ['items.create', 'items.create', 'items.sort', 'users.update'],
      ['a', '*', 'a'],
    );
    expect(options).toEqual({ type: 'action', scope: ['*.items.create', 'items.sort', 'users.update'] });
    for (const { value } of EVENTS)
      expect(value).toMatch(/^[a-z]+\.(create|update|delete|sort|upload|login)$/);
  });

  test('takes the whole event only where it holds no secret', () => {
    const guarded = flowFor(['users.create', 'auth.login']);
    expect(JSON.stringify(guarded)).not.toMatch(/\{\{\$trigger\}\}|\$trigger\.payload\}|password|token|tfa/);
    const both = flowFor(['items.create', 'users.create']);
    expect(both.operations.map(({ type }) => type)).toEqual(['request', 'request', 'condition']);
    // Directus makes the operations in this order, so each stands after those it points to.
    const places = new Map(both.operations.map(({ id }, index) => [id, index]));
    both.operations.forEach(({ resolve, reject }, index) => {
      for (const next of [resolve, reject]) if (next !== null) expect(places.get(next)).toBeLessThan(index);
    });
  });

  test('is written only where something differs', () => {
    const wanted = flowFor(['items.create']);
    const found = JSON.parse(
      JSON.stringify({ ...wanted, date_created: 'x', user_created: 'y' }),
    ) as JsonObject;
    expect(differenceOf(wanted, found)).toEqual({ fields: {}, isOther: false });
    expect(differenceOf(wanted, { ...found, status: 'inactive' }).fields).toEqual({ status: 'active' });
    expect(differenceOf(wanted, { ...found, operations: [] }).isOther).toBe(true);
    const moved = actionFlow(
      { ...TARGET, url: 'https://new.example.org' },
      settings({ events: ['items.create'], collections: ['articles'] }),
    );
    const { fields, isOther } = differenceOf(moved, found);
    expect(Object.keys(fields)).toEqual(['operations']);
    expect(isOther).toBe(false);
  });
});

describe('what a flow sends', () => {
  const chosen = settings({
    events: [
      'items.create',
      'items.update',
      'items.delete',
      'items.sort',
      'users.update',
      'users.delete',
      'auth.login',
      'files.upload',
    ],
    collections: ['articles'],
  });
  const whole = (trigger: JsonObject, user: Json = 'me'): unknown => ({ trigger, user });

  test.each([
    [
      whole({ event: 'articles.items.create', payload: { title: 'a' }, key: 6, collection: 'articles' }),
      { event: 'items.create', collection: 'articles', keys: ['6'], payload: { title: 'a' }, user: 'me' },
    ],
    [
      whole(
        { event: 'articles.items.update', payload: { body: 'x' }, keys: [6, '7'], collection: 'articles' },
        'undefined',
      ),
      { event: 'items.update', collection: 'articles', keys: ['6', '7'], payload: { body: 'x' }, user: null },
    ],
    [
      whole({ event: 'articles.items.delete', payload: [7, 8], keys: [7, 8], collection: 'articles' }),
      { event: 'items.delete', collection: 'articles', keys: ['7', '8'], payload: [7, 8], user: 'me' },
    ],
    [
      whole({ event: 'items.sort', collection: 'articles', item: 6, to: 7 }),
      { event: 'items.sort', collection: 'articles', keys: ['6'], payload: { to: 7 }, user: 'me' },
    ],
    [
      {
        guarded: true,
        event: 'users.update',
        collection: 'directus_users',
        key: 'undefined',
        keys: ['u1'],
        payload: { first_name: 'V', role: null, last_page: 'undefined' },
        user: 'me',
      },
      {
        event: 'users.update',
        collection: 'directus_users',
        keys: ['u1'],
        payload: { first_name: 'V', role: null },
        user: 'me',
      },
    ],
    [
      {
        guarded: true,
        event: 'users.delete',
        collection: 'directus_users',
        keys: ['u1'],
        payload: { email: 'undefined' },
        user: 'me',
      },
      { event: 'users.delete', collection: 'directus_users', keys: ['u1'], payload: ['u1'], user: 'me' },
    ],
    [
      {
        guarded: true,
        event: 'auth.login',
        collection: 'undefined',
        payload: { email: 'x@example.org' },
        signIn: {
          email: 'x@example.org',
          status: 'fail',
          provider: 'default',
          code: 'INVALID_CREDENTIALS',
          user: 'undefined',
        },
        user: null,
      },
      {
        event: 'auth.login',
        collection: 'directus_users',
        keys: [],
        payload: { email: 'x@example.org', status: 'fail', provider: 'default', code: 'INVALID_CREDENTIALS' },
        user: null,
      },
    ],
  ])('%j is one item', (body, event) => {
    expect(readDelivery(body, chosen)).toEqual(event);
  });

  test.each([
    [whole({ event: 'others.items.create', payload: {}, key: 1, collection: 'others' })],
    [whole({ event: 'roles.create', payload: {}, key: 1, collection: 'directus_roles' })],
    [
      {
        guarded: true,
        event: 'users.update',
        collection: 'directus_users',
        keys: ['u'],
        payload: { last_page: '/x' },
        user: 'undefined',
      },
    ],
    [{}],
    ['text'],
    [null],
    [{ trigger: 'text' }],
  ])('%j starts nothing', (body) => {
    expect(readDelivery(body, chosen)).toBeUndefined();
  });

  test('holds neither hidden fields nor the passwords of users nested in it', () => {
    const payload = {
      title: 'a',
      pin: '1',
      author: { email: 'a@example.org', password: 'p', token: 't' },
      list: [{ id: 1, password: 'q' }],
    };
    const body = whole({ event: 'articles.items.create', payload, key: 6, collection: 'articles' });
    expect(readDelivery(body, chosen, { articles: ['pin'] })?.payload).toEqual({
      title: 'a',
      author: { email: 'a@example.org' },
      list: [{ id: 1 }],
    });
  });
});

describe('what becomes of a change', () => {
  type Decide = (data: object) => Promise<Record<string, unknown>>;

  function decide(whenNoAnswer = 'pass'): Decide {
    const chosen = settings({
      delivery: 'before',
      events: ['items.create', 'items.delete', 'users.create'],
      collections: ['articles'],
      whenNoAnswer,
    });
    const module = { exports: (() => Promise.resolve({})) as Decide };
    runInNewContext(decisionScript(chosen, { articles: ['pin'] }), { module });
    return async (data) => JSON.parse(JSON.stringify(await module.exports(data))) as Record<string, unknown>;
  }
  const trigger = { collection: 'articles', payload: { title: 'a', pin: '1' } };
  const answering = (data: unknown, $trigger: object = trigger): object => ({
    $trigger,
    n8n: { status: 200, data },
  });

  test('it is made as it was sent after any answer that says nothing of it', async () => {
    for (const data of [
      '',
      'text',
      null,
      [],
      {},
      { message: 'Workflow was started' },
      { refuse: 'true' },
      [{ payload: {} }],
    ]) {
      expect(await decide()(answering(data))).toEqual({ refuse: false });
    }
  });

  test('the workflow may change it; what n8n does not see stays', async () => {
    expect(await decide()(answering({ payload: { title: 'b' } }))).toEqual({
      refuse: false,
      payload: { title: 'b', pin: '1' },
    });
    const user = { collection: 'directus_users', payload: { email: 'a', password: 'p', title: 't' } };
    expect(await decide()(answering({ payload: { email: 'b' } }, user))).toEqual({
      refuse: false,
      payload: { email: 'b', password: 'p' },
    });
    expect(await decide()(answering({ payload: [1] }, { payload: [1, 2] }))).toEqual({
      refuse: false,
      payload: [1],
    });
  });

  test('an answer that would empty it is an error', async () => {
    for (const payload of [null, 'text', 5, [], true]) {
      expect(await decide()(answering({ payload }))).toMatchObject({
        refuse: true,
        status: 500,
        code: 'WRONG_ANSWER',
      });
    }
  });

  test('a refusal has the code, the status and the message of the workflow, or fixed ones', async () => {
    const own = { refuse: true, code: 'NOPE', status: 409, message: 'No' };
    expect(await decide()(answering(own))).toEqual(own);
    const preset = { refuse: true, code: 'REFUSED', status: 422, message: expect.any(String) as string };
    expect(await decide()(answering({ refuse: true }))).toEqual(preset);
    expect(await decide()(answering({ refuse: true, status: 200, code: 5, message: {} }))).toEqual(preset);
  });

  test('without an answer it passes or is refused, as the node says', async () => {
    const silent = [
      { n8n: { message: 'connect ECONNREFUSED' } },
      { n8n: 'text' },
      { n8n: { status: 500, data: own500() } },
      {},
    ];
    for (const data of silent) {
      expect(await decide()({ $trigger: trigger, ...data })).toMatchObject({ refuse: false });
      expect(await decide('refuse')({ $trigger: trigger, ...data })).toMatchObject({
        refuse: true,
        status: 503,
      });
    }
  });

  test('the flow asks, decides, and does what was decided', () => {
    const flow = filterFlow(
      TARGET,
      settings({ delivery: 'before', events: ['items.create'], collections: ['*'] }),
      {},
    );
    expect(flow.options).toEqual({ type: 'filter', scope: ['*.items.create'], return: 'decide.payload' });
    expect(flow.operations.map(({ type }) => type)).toEqual(['throw-error', 'condition', 'exec', 'request']);
  });
});

function own500(): object {
  return { payload: { title: 'from an error' } };
}

describe('the cursor', () => {
  test('waits for rows of transactions that show late, and for nothing else', () => {
    let cursor = advance(startAt(10), [11, 13, 17], 0);
    expect(cursor.last).toBe(17);
    expect([10, 11, 12, 13, 14, 16, 17, 18].filter((id) => isNew(cursor, id))).toEqual([12, 14, 16, 18]);
    cursor = advance(cursor, [15, 18], 1);
    expect([12, 14, 15, 16, 18, 19].filter((id) => isNew(cursor, id))).toEqual([12, 14, 16, 19]);
    cursor = advance(cursor, [12, 14, 16], 2);
    expect(cursor).toEqual({ last: 18, gaps: [] });
  });

  test('forgets what was rolled back after a while, and keeps what is newer', () => {
    const cursor = advance(advance(startAt(0), [2], 0), [4], GAP_KEPT);
    expect(cursor.gaps).toEqual([{ from: 3, to: 3, since: GAP_KEPT }]);
  });

  test('gives each row once, whatever the order and the pages', () => {
    const ids = Array.from({ length: 300 }, (_, index) => index + 1);
    const late = ids.filter((id) => id % 7 === 0);
    const early = ids.filter((id) => id % 7 !== 0);
    let cursor = startAt(0);
    const seen: number[] = [];
    for (const page of [early.slice(0, 100), early.slice(100), late.slice(20), late, ids]) {
      for (const id of page.filter((one) => isNew(cursor, one))) {
        seen.push(id);
        cursor = advance(cursor, [id], 0);
      }
    }
    expect(seen.sort((a, b) => a - b)).toEqual(ids);
  });
});
