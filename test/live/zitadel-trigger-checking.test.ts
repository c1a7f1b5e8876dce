import { setTimeout as wait } from 'node:timers/promises';

import { TriggerWorld } from '../support/zitadelTrigger';

const CHECKING = { delivery: 'checking', interval: 1 };

describe('Zitadel Trigger, checking regularly', () => {
  let world: TriggerWorld;

  beforeAll(async () => {
    world = await TriggerWorld.start();
  }, 180_000);

  afterAll(async () => await world.stop());

  test('each event that happens from then on starts the workflow once, as one item without secrets', async () => {
    await world.person();
    const id = await world.publish({
      ...CHECKING,
      events: ['user.human.added', 'user.human.password.changed'],
    });
    const userId = await world.person('checked', { password: { password: 'Secr3tPassw0rd!' } });
    await world.ask('POST', `/v2/users/${userId}/password`, { newPassword: { password: 'An0therPass!' } });
    const outputs = await world.outputsOf(id, 2);
    const [added, changed, ...others] = outputs.sort(
      (one, other) => Number(one.sequence) - Number(other.sequence),
    );
    expect(others).toEqual([]);
    const { admin, organization } = world.standIn.ids;
    expect(added).toEqual({
      type: 'user.human.added',
      aggregateType: 'user',
      aggregateId: userId,
      sequence: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      resourceOwner: organization,
      userId: admin,
      payload: {
        userName: 'checked',
        firstName: 'Ada',
        lastName: 'Lovelace',
        displayName: 'Ada Lovelace',
        preferredLanguage: 'und',
        email: 'checked@example.org',
      },
    });
    expect(changed?.payload).not.toHaveProperty('encodedHash');
    await world.n8n.deactivate(id);
  });

  test('groups, filters, the whole payload and the user', async () => {
    const other = await world.person();
    const aggregateId = await world.person();
    const id = await world.publish({
      ...CHECKING,
      events: ['user.human.*'],
      filters: { aggregateId },
      options: { wholePayload: true, includeUser: true },
    });
    for (const userId of [other, aggregateId]) {
      await world.ask('POST', `/v2/users/${userId}/password_reset`, { returnCode: {} });
      await world.ask('POST', `/v2/users/${userId}/lock`, {});
    }
    const outputs = await world.outputsOf(id, 1);
    expect(outputs).toHaveLength(1);
    expect(outputs[0]).toMatchObject({
      type: 'user.human.password.code.added',
      payload: { code: { KeyID: 'userKey' } },
      user: { userId: aggregateId },
    });
    await world.n8n.deactivate(id);
  });

  test('"Fetch Test Event" gives the newest event of the kind', async () => {
    const userId = await world.person();
    await world.ask('POST', `/v2/users/${userId}/lock`, {});
    for (const [events, type] of [
      [['user.human.added'], 'user.human.added'],
      [['user.human.*'], 'user.human.email.verified'],
      [['*'], 'user.locked'],
    ] as const) {
      const run = await world.n8n.run(world.workflow({ ...CHECKING, events: [...events] }));
      expect(run.items('Zitadel Trigger').map(({ json }) => json)).toEqual([
        expect.objectContaining({ type, aggregateId: userId }),
      ]);
    }
  });

  test('the editor offers what the server knows: types and groups of events, methods, services and functions', async () => {
    const lists: [method: string, name: string, value: string][] = [
      ['getEventTypes', 'User locked (user.locked)', 'user.locked'],
      ['getEventTypes', 'user.machine.* (7 Kinds)', 'user.machine.*'],
      ['getMethods', '/zitadel.user.v2.UserService/SetEmail', '/zitadel.user.v2.UserService/SetEmail'],
      ['getServices', 'zitadel.user.v2.UserService', 'zitadel.user.v2.UserService'],
      ['getFunctions', 'preuserinfo', 'preuserinfo'],
    ];
    for (const [method, name, value] of lists) {
      expect(await world.options(method)).toContainEqual({ name, value });
    }
  });

  test('nothing chosen, an unknown form and a missing right are said when it is published', async () => {
    await expect(world.publish({ ...CHECKING, events: [] })).rejects.toThrow('Events is empty');
    await expect(world.publish({ ...CHECKING, events: ['user human'] })).rejects.toThrow('no event type');
    const credential = await world.saveCredential(world.standIn.tokens.manager);
    await expect(
      world.publish({ ...CHECKING, events: ['user.removed'] }, undefined, credential),
    ).rejects.toThrow('PERMISSION_DENIED');
  }, 90_000);

  test('what happens while n8n is down comes after it, and nothing twice', async () => {
    const id = await world.publish({ ...CHECKING, events: ['user.human.added'] });
    await world.n8n.stop();
    const first = await world.person();
    await world.startN8n();
    expect((await world.outputsOf(id, 1)).map(({ aggregateId }) => aggregateId)).toEqual([first]);
    await world.n8n.stop();
    const second = await world.person();
    await world.standIn.pause();
    await world.startN8n();
    await wait(2_000);
    await world.standIn.resume();
    const outputs = await world.outputsOf(id, 2);
    expect(outputs.map(({ aggregateId }) => aggregateId)).toEqual([first, second]);
    await world.n8n.deactivate(id);
  }, 120_000);

  test('a renamed node goes on where it was', async () => {
    const workflow = world.workflow({ ...CHECKING, events: ['user.human.added'] });
    const id = await world.n8n.saveWorkflow(workflow);
    await world.n8n.activate(id);
    const first = await world.person();
    await world.outputsOf(id, 1);
    await world.rename(id, 'People');
    const second = await world.person();
    const outputs = await world.outputsOf(id, 2);
    expect(outputs.map(({ aggregateId }) => aggregateId)).toEqual([first, second]);
    await world.n8n.deactivate(id);
  });
});
