import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ZitadelStandIn } from '../../sandbox/zitadel/server';
import { eventually } from '../support/eventually';
import { startStandIn } from '../support/stand-in';
import { codeOf } from '../support/totp';
import { ask, textAt } from './admin-api';
import { callHttp } from './clients';
import { checkSignature } from './deliveries';
import { startReceiver, type Arrival, type Receiver, type Reply } from './receiver';
import type { Json, JsonObject } from './recording';
import type { TestServer } from './server';

interface RecordedEvent {
  event_type: string;
  aggregateType: string;
  version: string;
  event_payload?: JsonObject;
}

const recorded = Object.values(
  JSON.parse(readFileSync(join(__dirname, 'onboarding-events.json'), 'utf8')) as Record<
    string,
    RecordedEvent[]
  >,
).flat();

let standIn: ZitadelStandIn;
let server: TestServer;
let receiver: Receiver;
let reply: (arrival: Arrival) => Reply | Promise<Reply>;
let made = 0;

beforeAll(async () => {
  standIn = await startStandIn();
  server = { url: standIn.url, token: standIn.tokens.admin, lags: false, stop: () => standIn.stop() };
});

afterAll(async () => await standIn.stop());

beforeEach(async () => {
  reply = () => ({ status: 200 });
  receiver = await startReceiver((arrival) => reply(arrival) as Reply);
});

afterEach(async () => await receiver.stop());

const user = (path = ''): string => `/v2/users/${path}`;

async function person(name = `p${++made}`, more: JsonObject = {}): Promise<string> {
  const email = { email: `${name}@example.org`, isVerified: true };
  const profile = { givenName: 'On', familyName: 'Board' };
  const human = { username: name, profile, email, ...more };
  return textAt(await ask(server, 'POST', user('human'), human), 'userId');
}

async function target(kind: JsonObject, path = `t${++made}`): Promise<{ id: string; signingKey: string }> {
  const request = { name: path, ...kind, timeout: '10s', endpoint: `${receiver.url}/${path}` };
  const created = await ask(server, 'POST', '/v2/actions/targets', request);
  return { id: textAt(created, 'id'), signingKey: textAt(created, 'signingKey') };
}

async function execute(condition: JsonObject, targets: string[]): Promise<void> {
  await ask(server, 'PUT', '/v2/actions/executions', { condition, targets });
}

async function listEvents(request: JsonObject): Promise<JsonObject[]> {
  const { events = [] } = (await ask(server, 'POST', '/admin/v1/events/_search', request)) as {
    events?: JsonObject[];
  };
  return events;
}

const typesOf = (events: JsonObject[]): string[] => events.map((event) => textAt(event, 'type', 'type'));

async function setEmail(userId: string): Promise<{ status: number; json?: Json }> {
  const path = '/zitadel.user.v2.UserService/SetEmail';
  const body = { userId, email: `new${++made}@example.org`, isVerified: true };
  const headers = { authorization: `Bearer ${server.token}` };
  return await callHttp(server.url, { verb: 'POST', path, body }, headers);
}

async function arrivals(count: number): Promise<Arrival[]> {
  return await eventually(
    () => Promise.resolve(receiver.arrivals),
    (found) => found.length >= count,
  );
}

describe('events of an onboarding', () => {
  test('have the recorded types and payloads, in the recorded order', async () => {
    const { id } = await target({ restWebhook: {} });
    await execute({ event: { all: true } }, [id]);
    const userId = textAt(
      await ask(server, 'POST', user('human'), {
        username: 'onboarding',
        profile: { givenName: 'On', familyName: 'Board', displayName: 'On Board', preferredLanguage: 'de' },
        email: { email: 'onboarding@example.org', returnCode: {} },
        phone: { phone: '+41791234567', isVerified: true },
        password: { password: 'Secr3tPassw0rd!', changeRequired: true },
      }),
      'userId',
    );
    const post = (path: string, body: JsonObject = {}): Promise<Json> =>
      ask(server, 'POST', user(`${userId}/${path}`), body);
    await post('email', { email: 'onboarding-2@example.org', isVerified: true });
    const { secret } = (await post('totp')) as { secret: string };
    await post('totp/verify', { code: codeOf(secret) });
    await post('otp_email');
    await ask(server, 'DELETE', user(`${userId}/otp_email`));
    const { verificationCode } = (await post('password_reset', { returnCode: {} })) as JsonObject;
    await post('password', {
      newPassword: { password: 'An0therPass!' },
      verificationCode: verificationCode ?? '',
    });
    await ask(server, 'DELETE', user(`${userId}/totp`));
    await post('lock');
    await post('unlock');
    await post('deactivate');
    await post('reactivate');
    await ask(server, 'DELETE', user(userId));

    const expected = [
      'user.human.added',
      'user.human.email.code.added',
      'user.human.phone.verified',
      'user.human.email.changed',
      'user.human.email.verified',
      'user.human.mfa.otp.added',
      'user.human.mfa.otp.verified',
      'user.human.mfa.otp.email.added',
      'user.human.mfa.otp.email.removed',
      'user.human.password.code.added',
      'user.human.password.changed',
      'user.human.mfa.otp.removed',
      'user.locked',
      'user.unlocked',
      'user.deactivated',
      'user.reactivated',
      'user.removed',
    ];
    const bodies = (await arrivals(expected.length)).map(({ body }) => JSON.parse(body) as RecordedEvent);
    expect(bodies.map((body) => body.event_type)).toEqual(expected);
    for (const body of bodies) {
      const sample = recorded.find(({ event_type: type }) => type === body.event_type);
      expect({ type: body.event_type, version: body.version, ...shapeOf(body) }).toEqual({
        type: body.event_type,
        version: sample?.version,
        ...shapeOf(sample),
      });
    }
    await execute({ event: { all: true } }, []);
  });

  // Which fields a payload has, but for the link that these requests did not ask for.
  function shapeOf(event: RecordedEvent | undefined): object {
    const { url_template: _, ...payload } = event?.event_payload ?? {};
    return { hasPayload: event?.event_payload !== undefined, fields: Object.keys(payload).sort() };
  }
});

describe('the list of events', () => {
  test('gives the events of one write one date, and skips what shares the date it starts from', async () => {
    const aggregateId = await person();
    const [added, verified] = await listEvents({ asc: true, aggregateId });
    expect(added?.creationDate).toBe(verified?.creationDate);
    expect(await listEvents({ asc: true, aggregateId, from: added?.creationDate ?? '' })).toEqual([]);
    const [first] = await listEvents({ asc: true, aggregateId, limit: 1 });
    expect(textAt(first ?? {}, 'type', 'type')).toBe('user.human.added');
  });

  test('filters by type, aggregate, editor, organization and time', async () => {
    const aggregateId = await person();
    const all = await listEvents({ aggregateId });
    const { organization, admin, nobody } = standIn.ids;
    const since = String(all[0]?.creationDate).replace(/\d{3}Z$/, '000Z');
    expect(typesOf(all)).toEqual(['user.human.email.verified', 'user.human.added']);
    const kept: [JsonObject, number][] = [
      [{ eventTypes: ['user.human.added'] }, 1],
      [{ aggregateTypes: ['user'] }, 2],
      [{ aggregateTypes: ['org'] }, 0],
      [{ editorUserId: admin }, 2],
      [{ editorUserId: nobody }, 0],
      [{ resourceOwner: organization }, 2],
      [{ resourceOwner: aggregateId }, 0],
      [{ range: { since } }, 2],
      [{ range: { until: since } }, 0],
      [{ asc: true, sequence: '1' }, 1],
      [{ eventTypes: ['no.such.type'] }, 0],
    ];
    for (const [filter, count] of kept) {
      const found = await listEvents({ aggregateId, ...filter });
      expect({ filter, count: found.length }).toEqual({ filter, count });
    }
  });

  test('is given to who may see it', async () => {
    const path = '/admin/v1/events/_search';
    const headers = { authorization: `Bearer ${standIn.tokens.manager}` };
    const { status } = await callHttp(server.url, { verb: 'POST', path, body: {} }, headers);
    expect(status).toBe(403);
  });

  test('knows the types', async () => {
    const { eventTypes } = (await ask(server, 'POST', '/admin/v1/events/types/_search', {})) as {
      eventTypes: JsonObject[];
    };
    expect(eventTypes).toHaveLength(556);
    expect(eventTypes.find(({ type }) => type === 'user.human.added')).toBeDefined();
  });
});

describe('deliveries of events', () => {
  test('go to the best match alone: the event, else the longest beginning, else all', async () => {
    const [all, group, exact] = [
      await target({ restAsync: {} }, 'all'),
      await target({ restAsync: {} }, 'group'),
      await target({ restAsync: {} }, 'exact'),
    ];
    await execute({ event: { all: true } }, [all.id]);
    await execute({ event: { group: 'user.human' } }, [group.id]);
    await execute({ event: { event: 'user.human.added' } }, [exact.id]);
    const userId = await person();
    await ask(server, 'POST', user(`${userId}/lock`), {});
    const told = (await arrivals(3)).map(({ target: path, body }) => [
      path,
      (JSON.parse(body) as RecordedEvent).event_type,
    ]);
    expect(told).toEqual([
      ['exact', 'user.human.added'],
      ['group', 'user.human.email.verified'],
      ['all', 'user.locked'],
    ]);
    await execute({ event: { event: 'user.human.added' } }, []);
    await execute({ event: { group: 'user.human' } }, []);
    await execute({ event: { all: true } }, []);
    for (const { id } of [all, group, exact]) await ask(server, 'DELETE', `/v2/actions/targets/${id}`);
  });

  test('are signed with the key of the time of the write, and a new key is good at once', async () => {
    const { id, signingKey } = await target({ restAsync: {} });
    await execute({ event: { event: 'user.human.added' } }, [id]);
    await person();
    const renewed = await ask(server, 'POST', `/v2/actions/targets/${id}`, { expirationSigningKey: '0s' });
    await person();
    const [before, after] = await arrivals(2);
    expect(before && checkSignature(before, signingKey)).toEqual([]);
    expect(after && checkSignature(after, textAt(renewed, 'signingKey'))).toEqual([]);
    await execute({ event: { event: 'user.human.added' } }, []);
    const graced = ask(server, 'POST', `/v2/actions/targets/${id}`, { expirationSigningKey: '600s' });
    await expect(graced).rejects.toThrow('value must equal 0s');
  });

  test('an execution takes only targets that are there, once each', async () => {
    const [one, other] = [await target({ restAsync: {} }), await target({ restAsync: {} })];
    const condition = { event: { event: 'user.locked' } };
    await expect(execute(condition, [one.id, one.id])).rejects.toThrow('COMMAND-17e8fq1ggk');
    await ask(server, 'DELETE', `/v2/actions/targets/${other.id}`);
    await expect(execute(condition, [one.id, other.id])).rejects.toThrow('COMMAND-17e8fq1ggk');
    await expect(execute({ event: { group: 'user.human.*' } }, [one.id])).rejects.toThrow('er5oneb5lz');
    await expect(execute({ request: { method: '/no.such/Method' } }, [one.id])).rejects.toThrow('vysplsevt8');
  });
});

describe('what a target of a request answers', () => {
  const condition = { request: { method: '/zitadel.user.v2.UserService/SetEmail' } };
  const cases: [
    kind: 'restCall' | 'restWebhook',
    answer: Reply,
    whenStopping: [number, string],
    else_: [number, string],
  ][] = [
    ['restWebhook', { status: 200, body: { any: 'thing' } }, [200, ''], [200, '']],
    [
      'restCall',
      { status: 200, body: { message: 'Workflow was started' } },
      [500, 'unknown field'],
      [400, 'invalid SetEmailRequest.UserId'],
    ],
    [
      'restCall',
      { status: 200, body: { forwardedStatusCode: 403, forwardedErrorMessage: 'no' } },
      [403, 'no (EXEC-reUaUZCzCp)'],
      [200, ''],
    ],
    [
      'restCall',
      { status: 200, body: { forwardedStatusCode: 409, forwardedErrorMessage: 'no' } },
      [409, 'no'],
      [200, ''],
    ],
    [
      'restCall',
      { status: 200, body: { forwardedStatusCode: 422, forwardedErrorMessage: 'no' } },
      [500, 'no'],
      [200, ''],
    ],
    [
      'restCall',
      { status: 200, body: { forwardedErrorMessage: 'no' } },
      [400, 'no (EXEC-bmhNhpcqpF)'],
      [200, ''],
    ],
    ['restWebhook', { status: 500 }, [400, 'Execution failed (EXEC-dra6yamk98)'], [200, '']],
  ];

  test.each(cases)('%s with %j', async (kind, answer, whenStopping, otherwise) => {
    const userId = await person();
    reply = () => answer;
    for (const [interruptOnError, [status, message]] of [
      [true, whenStopping],
      [false, otherwise],
    ] as const) {
      const { id } = await target({ [kind]: { interruptOnError } });
      await execute(condition, [id]);
      const result = await setEmail(userId);
      expect({ interruptOnError, status: result.status }).toEqual({ interruptOnError, status });
      expect(JSON.stringify(result.json)).toContain(message);
      await execute(condition, []);
    }
  });

  test('one that does not answer is named to the caller with its address', async () => {
    const { id } = await target({ restWebhook: { interruptOnError: true } });
    await execute(condition, [id]);
    const userId = await person();
    await receiver.stop();
    const result = await setEmail(userId);
    expect(result.status).toBe(500);
    expect(JSON.stringify(result.json)).toContain(receiver.url);
    receiver = await startReceiver(() => ({ status: 200 }));
    await execute(condition, []);
  });
});

test('a server that was gone knows what it knew', async () => {
  const aggregateId = await person();
  await standIn.pause();
  await expect(ask(server, 'GET', user(aggregateId))).rejects.toThrow();
  await standIn.resume();
  expect(await listEvents({ aggregateId })).toHaveLength(2);
});
