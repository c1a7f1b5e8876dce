import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { rowOf, rowsOf, textAt } from '../../support/results';
import { unique } from '../../support/unique';
import { adminIds, People, runZitadel, TRANSPORTS, type Transport } from '../../support/zitadel';

const people = new People();

interface Again {
  resource?: string;
  operation: string;
  json: IDataObject;
  options?: IDataObject;
}

async function run(
  transport: Transport,
  { resource, operation, json, options = {} }: Again,
): Promise<IDataObject> {
  const result = await runZitadel({
    service: resource,
    operation,
    json,
    transport,
    settings: { options: options as INodeParameters },
  });
  return rowOf(result);
}

function person(name: string, more: IDataObject = {}): IDataObject {
  return {
    username: name,
    profile: { givenName: 'Ada', familyName: 'Lovelace' },
    email: { email: `${name}@example.org`, isVerified: true },
    ...more,
  };
}

async function userOf(transport: Transport, userId: string): Promise<IDataObject> {
  const { user } = await run(transport, { operation: 'getUserByID', json: { userId } });
  return user as IDataObject;
}

describe.each(TRANSPORTS)('what is there already, over %s', (transport) => {
  test('a person is created once, kept, and changed where they differ', async () => {
    const name = unique();
    const create = (ifExists: string, json = person(name)): Promise<IDataObject> =>
      run(transport, { operation: 'addHumanUser', json, options: { ifExists } });
    const created = await create('keep');
    const userId = textAt(created, 'userId');
    people.keep(userId);
    expect(created).toMatchObject({ outcome: 'created' });
    expect(created).toHaveProperty('details.resourceOwner');
    const kept = await create('keep');
    expect(kept).toMatchObject({ outcome: 'existed', userId });
    expect(kept).toHaveProperty('details.resourceOwner');
    expect(await create('update')).toMatchObject({ outcome: 'unchanged', userId });
    const married = person(name, { profile: { givenName: 'Ada', familyName: 'King' } });
    expect(await create('keep', married)).toMatchObject({ outcome: 'existed', userId });
    expect(await create('update', married)).toMatchObject({ outcome: 'updated', userId });
    expect(await userOf(transport, userId)).toMatchObject({ human: { profile: { familyName: 'King' } } });
    expect(await refusalOf(create('fail'))).toContain('V3-DKcYh');
  });

  test('a person is found by their e-mail address and by their ID too', async () => {
    const name = unique();
    const userId = textAt(await run(transport, { operation: 'addHumanUser', json: person(name) }), 'userId');
    people.keep(userId);
    const other = person(`${name}-other`, { email: { email: `${name}@EXAMPLE.org`, isVerified: true } });
    expect(
      await run(transport, { operation: 'addHumanUser', json: other, options: { ifExists: 'keep' } }),
    ).toMatchObject({ outcome: 'existed', userId });
    const byId = person(unique(), { userId });
    expect(
      await run(transport, { operation: 'addHumanUser', json: byId, options: { ifExists: 'keep' } }),
    ).toMatchObject({ outcome: 'existed', userId });
  });

  test('createUser answers in its own form', async () => {
    const { orgId: organizationId } = await adminIds();
    const name = unique();
    const { username, ...human } = person(name);
    const json = { organizationId, username, human };
    const create = (ifExists: string): Promise<IDataObject> =>
      run(transport, { operation: 'createUser', json, options: { ifExists } });
    const created = await create('update');
    people.keep(textAt(created, 'id'));
    expect(created).toMatchObject({ outcome: 'created' });
    const kept = await create('keep');
    expect(kept).toMatchObject({ outcome: 'existed', id: created.id });
    expect(kept).toHaveProperty('creationDate');
    expect(await create('update')).toMatchObject({ outcome: 'unchanged', id: created.id });
  });

  test('two items with the same person create one', async () => {
    const name = unique();
    const result = await runZitadel({
      operation: 'addHumanUser',
      transport,
      json: person(name),
      items: [{}, {}, {}],
      settings: { options: { ifExists: 'keep' } },
    });
    const rows = rowsOf(result);
    people.keep(textAt(rows[0] ?? {}, 'userId'));
    expect(new Set(rows.map((row) => row.userId)).size).toBe(1);
    expect(rows.map((row) => row.outcome).sort()).toEqual(['created', 'existed', 'existed']);
  });

  test('a factor that is set up is kept, and one that is gone is gone', async () => {
    const userId = await people.make();
    const add = (): Promise<IDataObject> =>
      run(transport, { operation: 'addOTPEmail', json: { userId }, options: { ifExists: 'keep' } });
    const remove = (ifGone: string): Promise<IDataObject> =>
      run(transport, { operation: 'removeOTPEmail', json: { userId }, options: { ifGone } });
    expect(await add()).toMatchObject({ outcome: 'created' });
    expect(await add()).toMatchObject({ outcome: 'existed', userId });
    expect(await remove('ignore')).toMatchObject({ outcome: 'removed' });
    expect(await remove('ignore')).toMatchObject({ outcome: 'gone', userId });
    expect(await refusalOf(remove('fail'))).toContain('COMMAND-b312D');
  });

  test('a change that changes nothing is unchanged, and another refusal is none', async () => {
    const userId = await people.make();
    const change = (operation: string, options: IDataObject): Promise<IDataObject> =>
      run(transport, { operation, json: { userId }, options });
    expect(await change('lockUser', { ifUnchanged: 'ignore' })).toMatchObject({ outcome: 'updated' });
    expect(await change('lockUser', { ifUnchanged: 'ignore' })).toMatchObject({
      outcome: 'unchanged',
      userId,
    });
    expect(await refusalOf(change('lockUser', { ifUnchanged: 'fail' }))).toContain('COMMAND-lgws8wtsqf');
    await change('unlockUser', {});
    await change('deactivateUser', {});
    expect(await refusalOf(change('lockUser', { ifUnchanged: 'ignore' }))).toContain('COMMAND-lgws8wtsqf');
    expect(await change('deactivateUser', { ifUnchanged: 'ignore' })).toMatchObject({ outcome: 'unchanged' });
  });

  test('roles are added to those that somebody has', async () => {
    const userId = await people.make();
    const add = (roles: string[], ifExists: string): Promise<IDataObject> =>
      run(transport, {
        resource: 'ManagementService',
        operation: 'addOrgMember',
        json: { userId, roles },
        options: { ifExists },
      });
    expect(await add(['ORG_OWNER_VIEWER'], 'update')).toMatchObject({ outcome: 'created' });
    expect(await add(['ORG_USER_MANAGER'], 'update')).toMatchObject({ outcome: 'updated' });
    expect(await add(['ORG_USER_MANAGER'], 'update')).toMatchObject({ outcome: 'unchanged' });
  });

  test('a target is found by its name, which the server lets stand twice', async () => {
    const json = { name: unique(), endpoint: 'https://example.org/hook', timeout: '10s', restAsync: {} };
    const create = (more: IDataObject = {}): Promise<IDataObject> =>
      run(transport, {
        resource: 'ZITADELActions',
        operation: 'createTarget',
        json: { ...json, ...more },
        options: { ifExists: 'update' },
      });
    const { id, outcome } = await create();
    expect(outcome).toBe('created');
    expect(await create()).toMatchObject({ outcome: 'unchanged', id });
    expect(await create({ timeout: '5s' })).toMatchObject({ outcome: 'updated', id });
    const remove = {
      resource: 'ZITADELActions',
      operation: 'deleteTarget',
      json: { id },
      options: { ifGone: 'ignore' },
    };
    expect(await run(transport, remove)).toMatchObject({ outcome: 'removed' });
    expect(await run(transport, remove)).toMatchObject({ outcome: 'gone' });
  });
});

async function refusalOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'no refusal',
    (error: unknown) => (error as Error).message,
  );
}
