import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { toAnswer } from '../../../nodes/ZitadelTrigger/call/answer';
import { readCallSettings } from '../../../nodes/ZitadelTrigger/call/settings';
import { fromDelivery, withoutSecrets } from '../../../nodes/ZitadelTrigger/event';
import { EVENTS } from '../../../nodes/ZitadelTrigger/events';
import { isChosen, isPattern, toEventCondition } from '../../../nodes/ZitadelTrigger/selection';
import {
  type ParameterSource,
  readEventSettings,
  readInterval,
} from '../../../nodes/ZitadelTrigger/settings';
import eventTypes from '../../../sandbox/zitadel/event-types.json';
import type { JsonObject } from '../../../nodes/shared/json';

const recorded = Object.values(
  JSON.parse(readFileSync(join(__dirname, '../../recordings/onboarding-events.json'), 'utf8')) as Record<
    string,
    JsonObject[]
  >,
).flat();

function source(parameters: Record<string, unknown>): ParameterSource {
  return { getNodeParameter: (name, fallback) => parameters[name] ?? fallback };
}

test('every event that the node offers by name is one that Zitadel has', () => {
  for (const { value } of EVENTS) {
    expect(isPattern(value)).toBe(true);
    expect([value, Object.keys(eventTypes).some((type) => isChosen(type, [value]))]).toEqual([value, true]);
  }
});

test('no recorded event shows a hash, a code or a secret', () => {
  const shown = recorded.map((body) => {
    const event = fromDelivery(body);
    return event && withoutSecrets(event);
  });
  expect(shown).toHaveLength(recorded.length);
  expect(JSON.stringify(shown)).not.toMatch(/encodedHash|"code"|Crypted|otpSecret|challenge|\$2a\$/);
  expect(JSON.stringify(recorded)).toMatch(/encodedHash.*otpSecret.*challenge/);
});

test('what the editor says of the output is what comes out', () => {
  const file = join(__dirname, '../../../nodes/ZitadelTrigger/__schema__/v1.0.0.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
  for (const body of recorded) expect(Object.keys(fromDelivery(body) ?? {})).toEqual(Object.keys(properties));
});

test('groups take what begins with them, and no more', () => {
  expect(isChosen('user.human.added', ['user.human.*'])).toBe(true);
  expect(isChosen('user.humanoid.added', ['user.human.*'])).toBe(false);
  expect(isChosen('usergrant.added', ['user.*'])).toBe(false);
  expect(isChosen('user.metadata.removed.all', ['user.metadata.removed'])).toBe(false);
  expect(['*', 'user.human.*', 'user.removed'].map(toEventCondition)).toEqual([
    { all: true },
    { group: 'user.human' },
    { event: 'user.removed' },
  ]);
});

test.each([
  [{ events: [] }, 'Events is empty'],
  [{}, 'Events is empty'],
  [{ events: ['user.*.added'] }, 'no event type'],
  [{ events: 7 }, 'expected a list'],
  [{ events: [7] }, 'expected names'],
  [{ events: '["user.added"' }, 'Events'],
  [{ events: ['*'], filters: { aggregateId: 7 } }, 'Aggregate ID: expected an ID'],
])('%j is refused', (parameters, message) => {
  expect(() => readEventSettings(source(parameters))).toThrow(message);
});

test('events come as a list, as JSON or with commas, and each counts once', () => {
  for (const events of [['a.b', 'c.*'], '["a.b","c.*"]', 'a.b, c.*']) {
    expect(readEventSettings(source({ events, moreEvents: ['a.b'] })).patterns).toEqual(['a.b', 'c.*']);
  }
  expect(readInterval(source({ interval: 1 }))).toBe(1000);
  expect(() => readInterval(source({ interval: 0 }))).toThrow('Interval');
});

describe('the answer of a workflow', () => {
  const method = '/zitadel.user.v2.UserService/SetEmail';
  const request = { userId: '1', email: 'a@example.org', isVerified: true };
  const call = { type: 'request', fullMethod: method, request, headers: {} };
  const nothing = { nothing: true };

  test.each([
    [undefined, nothing],
    [{}, nothing],
    ['text', nothing],
    [{ message: 'Workflow was started' }, nothing],
    [call, { body: request }],
    [{ request }, { body: request }],
    [request, { body: request }],
    [{ ...request, ok: true }, { problem: expect.stringContaining('"ok"') as string }],
    [{ forwardedErrorMessage: 'no' }, { body: { forwardedStatusCode: 403, forwardedErrorMessage: 'no' } }],
    [
      { ...call, forwardedStatusCode: 409, forwardedErrorMessage: 'no' },
      { body: { forwardedStatusCode: 409, forwardedErrorMessage: 'no' } },
    ],
    [{ forwardedStatusCode: 'x' }, { problem: expect.anything() as string }],
  ])('%j', async (given, expected) => {
    expect(await toAnswer(given, 'request', method)).toEqual(expected);
  });

  test('of a function keeps what a function may say', async () => {
    const claims = { append_claims: [{ key: 'a', value: 'b' }] };
    expect(await toAnswer({ ...claims, user: {} }, 'function', 'function/preuserinfo')).toEqual({
      body: claims,
    });
    expect(await toAnswer({ user: {} }, 'function', 'function/preuserinfo')).toEqual(nothing);
  });

  test.each([
    [{ append_claims: { key: 'a', value: 1 } }],
    [{ append_claims: [{ value: 1 }] }],
    [{ append_log_claims: 'text' }],
    [{ set_user_metadata: [{ key: 'department', value: 'Sales' }] }],
    [{ append_attribute: [{ value: ['a'] }] }],
  ])('of a function that Zitadel would ignore as a whole is a problem: %j', async (given) => {
    const [name] = Object.keys(given);
    expect(await toAnswer(given, 'function', 'function/preuserinfo')).toEqual({
      problem: expect.stringContaining(`${name} is to be a list of`) as string,
    });
  });
});

test.each([
  [{ moment: 'request', method: '' }, 'Method is empty'],
  [{ moment: 'request', method: '*' }, 'not possible'],
  [{ moment: 'response', scope: 'service', service: 'all' }, 'not possible'],
  [{ moment: 'function' }, 'Function is empty'],
  [{ moment: 'later' }, 'When'],
  [{ method: 'a/b', answer: 'lastNode', answerTimeout: 271 }, 'Timeout'],
  [
    {
      method: '/zitadel.action.v2.ActionService/SetExecution',
      answer: 'lastNode',
      interruptOnError: true,
    },
    'nobody could take it back',
  ],
  [
    {
      scope: 'service',
      service: 'zitadel.action.v2beta.ActionService',
      answer: 'lastNode',
      interruptOnError: true,
    },
    'nobody could take it back',
  ],
])('calls: %j is refused', (parameters, message) => {
  expect(() => readCallSettings(source(parameters))).toThrow(message);
});
