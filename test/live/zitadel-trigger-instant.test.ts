import type { IDataObject } from 'n8n-workflow';

import { textAt } from '../recordings/admin-api';
import { callHttp } from '../recordings/clients';
import type { Json, JsonObject } from '../recordings/recording';
import { eventually } from '../support/eventually';
import { forgeForZitadel, post, sign } from '../support/forgeries';
import { TriggerWorld } from '../support/zitadelTrigger';

const ADDED = { event: { event: 'user.human.added' } };
const INSTANT = { delivery: 'instant', events: ['user.human.added'] };
const SET_EMAIL = '/zitadel.user.v2.UserService/SetEmail';

/** `npm test` has a short form. */
const FORGED = 1000;

// A publication that fails takes n8n's five attempts.
jest.setTimeout(120_000);

let world: TriggerWorld;

beforeAll(async () => {
  world = await TriggerWorld.start();
}, 240_000);

afterAll(async () => {
  await world.stop();
}, 60_000);

afterEach(async () => {
  await world.reset();
}, 60_000);

const idsOf = (outputs: IDataObject[]): unknown[] => outputs.map(({ aggregateId }) => aggregateId);

describe('Zitadel Trigger, instantly', () => {
  test('an event starts the workflow, and nothing is left over afterwards', async () => {
    const foreign = await world.foreignTarget();
    await world.setExecution(ADDED, [foreign]);
    const id = await world.publish(INSTANT);
    const { id: own } = await world.onlyTarget();
    expect(await world.targetsOf(ADDED)).toEqual([foreign, own]);
    const userId = await world.person(undefined, { password: { password: 'Secr3tPassw0rd!' } });
    const [output, ...others] = await world.outputsOf(id, 1);
    expect(others).toEqual([]);
    expect(output).toMatchObject({ type: 'user.human.added', aggregateId: userId, sequence: 1 });
    expect(output?.payload).not.toHaveProperty('encodedHash');
    await world.n8n.deactivate(id);
    expect(await world.ownTargets()).toEqual([]);
    expect(await world.targetsOf(ADDED)).toEqual([foreign]);
    await world.setExecution(ADDED, []);
  });

  test(`${FORGED} forged, stale and replayed deliveries start nothing and are answered with 401`, async () => {
    const id = await world.publish(INSTANT);
    expect(await forgeForZitadel(await world.onlyTarget(), FORGED)).toEqual({
      genuine: 200,
      refused: FORGED,
    });
    expect(idsOf(await world.outputsOf(id, 1))).toEqual(['forged']);
    await world.n8n.deactivate(id);
  }, 900_000);

  test('a replaced key is good at once, and the former one for a while', async () => {
    const id = await world.publish(INSTANT);
    const { id: target, endpoint, signingKey } = await world.onlyTarget();
    const first = await world.person();
    await world.outputsOf(id, 1);
    await world.ask('POST', `/v2/actions/targets/${target}`, { expirationSigningKey: '0s' });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const second = await world.person();
    expect(idsOf(await world.outputsOf(id, 2))).toEqual([first, second]);
    const body = JSON.stringify({
      aggregateID: 'late',
      aggregateType: 'user',
      sequence: 1,
      event_type: 'user.human.added',
    });
    expect(await post(endpoint, body, sign(body, signingKey))).toBe(200);
    await world.n8n.deactivate(id);
  });

  test('two workflows on one event both get it, and one goes without the other', async () => {
    const [one, other] = [
      await world.publish(INSTANT),
      await world.publish({ ...INSTANT, events: ['user.human.added', 'user.locked'] }),
    ];
    const userId = await world.person();
    expect(idsOf(await world.outputsOf(one, 1))).toEqual([userId]);
    expect(idsOf(await world.outputsOf(other, 1))).toEqual([userId]);
    await world.n8n.deactivate(one);
    await world.ask('POST', `/v2/users/${userId}/lock`, {});
    await world.outputsOf(other, 2);
    expect(await world.countOf(one)).toBe(1);
    expect(await world.countOf(other)).toBe(2);
    await world.n8n.deactivate(other);
    expect(await world.ownTargets()).toEqual([]);
    expect(await world.targetsOf(ADDED)).toEqual([]);
  });

  test('a condition of somebody else that is more exact is said when it is published', async () => {
    const foreign = await world.foreignTarget();
    await world.setExecution(ADDED, [foreign]);
    await expect(world.publish({ delivery: 'instant', events: ['user.human.*'] })).rejects.toThrow(
      'takes user.human.added away',
    );
    const id = await world.publish({ delivery: 'instant', events: ['user.human.*', 'user.human.added'] });
    const userId = await world.person();
    const outputs = await world.outputsOf(id, 2);
    expect(outputs.map(({ type, aggregateId }) => `${type} ${aggregateId}`).sort()).toEqual([
      `user.human.added ${userId}`,
      `user.human.email.verified ${userId}`,
    ]);
    await world.n8n.deactivate(id);
    expect(await world.targetsOf(ADDED)).toEqual([foreign]);
    await world.setExecution(ADDED, []);
  }, 120_000);

  test('targets of others stay in their order, and those that were deleted are left out', async () => {
    const others = [await world.foreignTarget(), await world.foreignTarget(), await world.foreignTarget()];
    await world.setExecution(ADDED, others);
    const [first, deleted, last] = others;
    await world.ask('DELETE', `/v2/actions/targets/${deleted}`);
    const id = await world.publish(INSTANT);
    const { id: own } = await world.onlyTarget();
    expect(await world.targetsOf(ADDED)).toEqual([first, last, own]);
    await world.ask('DELETE', `/v2/actions/targets/${first}`);
    await world.n8n.deactivate(id);
    expect(await world.targetsOf(ADDED)).toEqual([last]);
  });

  test('a target that was deleted, a changed workflow and a server that was down are mended', async () => {
    const id = await world.publish(INSTANT);
    const { id: target } = await world.onlyTarget();
    await world.ask('DELETE', `/v2/actions/targets/${target}`);
    await world.n8n.deactivate(id);
    await world.n8n.activate(id);
    const { id: renewed } = await world.onlyTarget();
    expect(renewed).not.toBe(target);
    await world.rename(id, 'People');
    await world.onlyTarget();
    const userId = await world.person();
    expect(idsOf(await world.outputsOf(id, 1))).toEqual([userId]);
    await world.standIn.pause();
    await world.n8n.deactivate(id);
    await world.standIn.resume();
    expect(
      await eventually(
        () => world.ownTargets(),
        (targets) => targets.length === 0,
      ),
    ).toEqual([]);
  }, 120_000);

  test('a test event comes beside the published workflow, whose target stays', async () => {
    const workflow = world.workflow(INSTANT);
    const id = await world.n8n.saveWorkflow(workflow);
    await world.n8n.activate(id);
    const { id: published } = await world.onlyTarget();
    const stored = await world.n8n.request<JsonObject>('GET', `/rest/workflows/${id}`);
    await world.n8n.request('POST', `/rest/workflows/${id}/run`, {
      workflowData: stored,
      triggerToStartFrom: { name: 'Zitadel Trigger' },
    });
    expect(
      await eventually(
        () => world.targetsOf(ADDED),
        (targets) => targets.length === 2,
      ),
    ).toHaveLength(2);
    const userId = await world.person();
    const outputs = await world.outputsOf(id, 2);
    expect(idsOf(outputs)).toEqual([userId, userId]);
    expect(
      await eventually(
        () => world.targetsOf(ADDED),
        (targets) => targets.length === 1,
      ),
    ).toEqual([published]);
    await world.n8n.deactivate(id);
    expect(await world.ownTargets()).toEqual([]);
  });

  test('a missing right is said when it is published', async () => {
    const credential = await world.saveCredential(world.standIn.tokens.manager);
    await expect(world.publish(INSTANT, undefined, credential)).rejects.toThrow('PERMISSION_DENIED');
  }, 60_000);
});

describe('Zitadel Trigger, on calls', () => {
  const CALL = { delivery: 'call', moment: 'request', scope: 'method', method: SET_EMAIL };
  const WAITING = { ...CALL, answer: 'lastNode', interruptOnError: true };

  async function setEmail(userId: string, email: string): Promise<{ status: number; json?: Json }> {
    const body = { userId, email, isVerified: true };
    const headers = { authorization: `Bearer ${world.standIn.tokens.admin}` };
    return await callHttp(world.standIn.url, { verb: 'POST', path: SET_EMAIL, body }, headers);
  }

  async function emailOf(userId: string): Promise<string> {
    return textAt(await world.ask('GET', `/v2/users/${userId}`), 'user', 'human', 'email', 'email');
  }

  const code = (jsCode: string): object => ({
    type: 'n8n-nodes-base.code',
    typeVersion: 2,
    parameters: { jsCode },
  });

  test.each([
    [
      'changes the message',
      'const { json } = $input.first(); json.request.email = "changed." + json.request.email; return [{ json }];',
      200,
      'changed.',
    ],
    [
      'gives the message itself',
      'const { request } = $input.first().json; return [{ json: { ...request, email: "itself." + request.email } }];',
      200,
      'itself.',
    ],
    ['gives nothing of use', 'return [{ json: {} }];', 200, ''],
    ['puts nothing out', 'return [];', 200, ''],
    [
      'refuses',
      'return [{ json: { forwardedStatusCode: 403, forwardedErrorMessage: "not here" } }];',
      403,
      undefined,
    ],
    ['answers with an unknown field', 'return [{ json: { ok: true } }];', 400, undefined],
    ['fails', 'throw new Error("broken");', 400, undefined],
  ])('the last node %s', async (name, jsCode, status, prefix) => {
    const id = await world.publish(WAITING, code(jsCode));
    const userId = await world.person();
    const before = await emailOf(userId);
    const email = `${name.replace(/ /g, '-')}-${userId}@example.org`;
    const answer = await setEmail(userId, email);
    expect({ status: answer.status, json: JSON.stringify(answer.json) }).toMatchObject({ status });
    expect(await emailOf(userId)).toBe(prefix === undefined ? before : prefix + email);
    await world.n8n.deactivate(id);
    expect(await world.ownTargets()).toEqual([]);
  });

  test('without an answer Zitadel does not wait, and the workflow gets the call', async () => {
    const id = await world.publish({ ...CALL, moment: 'response' });
    const userId = await world.person();
    expect((await setEmail(userId, `response-${userId}@example.org`)).status).toBe(200);
    const [output] = await world.outputsOf(id, 1);
    expect(output).toMatchObject({
      type: 'response',
      fullMethod: SET_EMAIL,
      userId: world.standIn.ids.admin,
      request: { userId },
      response: { details: {} },
    });
    await world.n8n.deactivate(id);
  });

  test('all methods at once are not to be had', async () => {
    await expect(world.publish({ ...CALL, method: '*' })).rejects.toThrow('Method: "*" is not possible');
  }, 60_000);

  test('a call that is sent once more is refused', async () => {
    await world.publish({ ...CALL, moment: 'response' });
    const { endpoint, signingKey } = await world.onlyTarget();
    const body = JSON.stringify({ fullMethod: SET_EMAIL, userID: '1', request: {}, response: {} });
    const signature = sign(body, signingKey);
    expect(await post(endpoint, body, signature)).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await post(endpoint, body, signature)).toBe(401);
    expect(await post(endpoint, body, `${signature},v1=${'0'.repeat(64)}`)).toBe(401);
  });

  test('what could lock everybody out is not possible', async () => {
    const method = '/zitadel.action.v2.ActionService/SetExecution';
    await expect(world.publish({ ...WAITING, method })).rejects.toThrow('nobody could take it back');
  });
});

describe('Zitadel Trigger, in functions', () => {
  const IN_FUNCTION = { delivery: 'call', moment: 'function', function: 'preuserinfo', answer: 'lastNode' };
  const METADATA = Buffer.from('Sales').toString('base64');

  const answering = (json: string): object => ({
    type: 'n8n-nodes-base.code',
    typeVersion: 2,
    parameters: { jsCode: `return [{ json: ${json} }];` },
  });

  async function userInfo(): Promise<{ status: number; json?: Json }> {
    const headers = { authorization: `Bearer ${world.standIn.tokens.admin}` };
    return await callHttp(world.standIn.url, { verb: 'GET', path: '/oidc/v1/userinfo' }, headers);
  }

  test('the workflow adds claims, notes and metadata, and leaves alone what it says nothing of', async () => {
    const answer = `{
      append_claims: [{ key: 'department', value: ['Sales'] }, { key: 'sub', value: 'somebody else' }],
      append_log_claims: ['from n8n'],
      set_user_metadata: [{ key: 'department', value: '${METADATA}' }],
      ...$input.first().json,
    }`;
    const id = await world.publish(IN_FUNCTION, answering(answer));
    const { admin } = world.standIn.ids;
    const { status, json } = await userInfo();
    expect({ status, json }).toMatchObject({
      status: 200,
      json: {
        sub: admin,
        department: ['Sales'],
        'urn:zitadel:iam:action:function/preuserinfo:log': ['key "sub" already exists', 'from n8n'],
      },
    });
    const [output] = await world.outputsOf(id, 1);
    expect(output).toMatchObject({
      type: 'function',
      fullMethod: 'function/preuserinfo',
      user: { id: admin },
      org: { id: world.standIn.ids.organization },
    });
    const { metadata } = (await world.ask('POST', `/v2/users/${admin}/metadata/search`, {})) as JsonObject;
    expect(metadata).toEqual([expect.objectContaining({ key: 'department', value: METADATA })]);
  });

  test.each([
    ['says nothing', '{}', false, 200],
    ['gives n8n’s own words', '{ message: "Workflow was started" }', true, 200],
    ['refuses', '{ forwardedStatusCode: 403, forwardedErrorMessage: "not here" }', true, 403],
    ['gives a value that is not Base64', '{ set_user_metadata: [{ key: "a", value: "b" }] }', true, 403],
    ['gives it, and may not refuse', '{ set_user_metadata: [{ key: "a", value: "b" }] }', false, 200],
  ])('the last node %s', async (_, answer, interruptOnError, status) => {
    await world.publish({ ...IN_FUNCTION, interruptOnError }, answering(answer));
    const reply = await userInfo();
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.json)).not.toMatch(/department|:log|Workflow/);
  });

  // No recording has these two; their bodies are as the server's source makes them.
  test.each([
    ['preaccesstoken', { append_claims: [{ key: 'a', value: 1 }] }],
    ['presamlresponse', { append_attribute: [{ name: 'a', name_format: '', value: ['1'] }] }],
  ])('%s is answered as it is meant', async (name, expected) => {
    await world.publish({ ...IN_FUNCTION, function: name }, answering(JSON.stringify(expected)));
    const { endpoint, signingKey } = await world.onlyTarget();
    const body = JSON.stringify({ function: `function/${name}`, user: { id: '1' }, user_grants: [] });
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'zitadel-signature': sign(body, signingKey) },
      body,
    });
    expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body: expected });
  });
});
