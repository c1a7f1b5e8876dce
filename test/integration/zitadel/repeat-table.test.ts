import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ZitadelStandIn } from '../../../sandbox/zitadel/server';
import { rowOf, textAt } from '../../support/results';
import { startStandIn } from '../../support/stand-in';
import { codeOf, untilCodeLasts } from '../../support/totp';
import { unique } from '../../support/unique';
import { runZitadel, TRANSPORTS, type Transport } from '../../support/zitadel';

let server: ZitadelStandIn;

beforeAll(async () => {
  server = await startStandIn();
});

afterAll(async () => {
  await server.stop();
});

/** Runs an operation as JSON. */
type Run = (operation: string, json: IDataObject, options?: IDataObject) => Promise<IDataObject>;

function runner(transport: Transport): Run {
  return async (operation, json, options = {}) => {
    const [service, name = ''] = operation.split('.');
    return rowOf(
      await runZitadel({
        service,
        operation: name,
        json,
        transport,
        token: server.tokens.admin,
        credential: { url: server.url },
        settings: { options: options as INodeParameters },
      }),
    );
  };
}

function person(name: string, familyName = 'Lovelace'): IDataObject {
  const profile = { givenName: 'Ada', familyName };
  return { username: name, profile, email: { email: `${name}@example.org`, isVerified: true } };
}

async function makePerson(run: Run): Promise<string> {
  return textAt(await run('UserService.addHumanUser', person(unique())), 'userId');
}

async function makeProject(run: Run, roles: string[] = []): Promise<string> {
  const organizationId = server.ids.organization;
  const made = await run('ProjectService.createProject', { organizationId, name: unique() });
  const projectId = textAt(made, 'projectId');
  for (const roleKey of roles) {
    await run('ProjectService.addProjectRole', { projectId, roleKey, displayName: roleKey });
  }
  return projectId;
}

async function makeOrganization(run: Run): Promise<string> {
  return textAt(await run('OrganizationService.addOrganization', { name: unique() }), 'organizationId');
}

interface Creation {
  operation: string;
  /** Makes what it needs. The request, and the request with something else in it where it can be changed. */
  requests: (run: Run) => Promise<[request: IDataObject, changed?: IDataObject]>;
  /** Fields of the creation's reply that are told once. */
  once?: string[];
}

const CREATIONS: Creation[] = [
  {
    operation: 'UserService.addHumanUser',
    requests: async () => {
      const name = unique();
      return await Promise.resolve([person(name), person(name, 'King')]);
    },
  },
  {
    operation: 'UserService.createUser',
    requests: async () => {
      const { username, ...human } = person(unique());
      const organizationId = server.ids.organization;
      const profile = { givenName: 'Ada', familyName: 'King' };
      const request = { organizationId, username, human };
      return await Promise.resolve([request, { ...request, human: { ...human, profile } }]);
    },
  },
  {
    operation: 'UserService.addOTPEmail',
    requests: async (run) => [{ userId: await makePerson(run) }],
  },
  {
    operation: 'UserService.addOTPSMS',
    requests: async (run) => {
      const userId = await makePerson(run);
      await run('UserService.setPhone', { userId, phone: '+41791234567', isVerified: true });
      return [{ userId }];
    },
  },
  {
    operation: 'UserService.addIDPLink',
    requests: async (run) => {
      const provider = await run('AdminService.addGenericOAuthProvider', {
        name: unique(),
        clientId: 'client',
        clientSecret: 'secret',
        authorizationEndpoint: 'https://idp.example.org/authorize',
        tokenEndpoint: 'https://idp.example.org/token',
        userEndpoint: 'https://idp.example.org/me',
        idAttribute: 'id',
      });
      const idpLink = { idpId: textAt(provider, 'id'), userId: unique(), userName: 'ada' };
      return [{ userId: await makePerson(run), idpLink }];
    },
  },
  {
    operation: 'OrganizationService.addOrganization',
    requests: async () => await Promise.resolve([{ name: unique() }]),
  },
  {
    operation: 'ProjectService.createProject',
    requests: async () =>
      await Promise.resolve([{ organizationId: server.ids.organization, name: unique() }]),
  },
  {
    operation: 'ProjectService.addProjectRole',
    requests: async (run) => {
      const request = { projectId: await makeProject(run), roleKey: 'reader', displayName: 'Reader' };
      return [request, { ...request, displayName: 'Reads' }];
    },
  },
  {
    operation: 'ProjectService.createProjectGrant',
    requests: async (run) => {
      const projectId = await makeProject(run, ['a', 'b']);
      const request = { projectId, grantedOrganizationId: await makeOrganization(run), roleKeys: ['a'] };
      return [request, { ...request, roleKeys: ['b'] }];
    },
  },
  {
    operation: 'ApplicationService.createApplication',
    requests: async (run) => [{ projectId: await makeProject(run), name: unique(), apiConfiguration: {} }],
    once: ['clientSecret'],
  },
  {
    operation: 'AuthorizationService.createAuthorization',
    requests: async (run) => {
      const projectId = await makeProject(run, ['a', 'b']);
      const organizationId = server.ids.organization;
      const request = { userId: await makePerson(run), projectId, organizationId, roleKeys: ['a'] };
      return [request, { ...request, roleKeys: ['b'] }];
    },
  },
  ...['organizationId', 'instance'].map((scope): Creation => ({
    operation: 'InternalPermissionService.createAdministrator',
    requests: async (run) => {
      const resource = scope === 'instance' ? { instance: true } : { [scope]: await makeOrganization(run) };
      const request = { userId: await makePerson(run), resource, roles: ['ORG_OWNER_VIEWER'] };
      return [request, { ...request, roles: ['ORG_USER_MANAGER'] }];
    },
  })),
  {
    operation: 'ZITADELActions.createTarget',
    requests: async () => {
      const request = { name: unique(), endpoint: 'https://example.org/', timeout: '10s', restAsync: {} };
      return await Promise.resolve([request, { ...request, timeout: '5s' }]);
    },
    once: ['signingKey'],
  },
  {
    operation: 'ManagementService.addOrgMember',
    requests: async (run) => {
      const request = { userId: await makePerson(run), roles: ['ORG_OWNER_VIEWER'] };
      return [request, { ...request, roles: ['ORG_USER_MANAGER'] }];
    },
  },
  {
    operation: 'ManagementService.addUserGrant',
    requests: async (run) => {
      const projectId = await makeProject(run, ['a', 'b']);
      const request = { userId: await makePerson(run), projectId, roleKeys: ['a'] };
      return [request, { ...request, roleKeys: ['b'] }];
    },
  },
  {
    operation: 'ManagementService.addProject',
    requests: async () => await Promise.resolve([{ name: unique() }]),
  },
];

/** An error with such a message. */
function saying(message: RegExp): object {
  return { message: expect.stringMatching(message) as string };
}

/** The names of all fields of a reply, with those inside others. */
function fieldsOf(reply: unknown, without: string[] = []): string[] {
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return [];
  return Object.entries(reply)
    .flatMap(([name, value]) => [name, ...fieldsOf(value, without).map((inner) => `${name}.${inner}`)])
    .filter((path) => !without.includes(path.split('.').at(-1) ?? ''))
    .sort();
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  const run = runner(transport);

  test.each(CREATIONS)(
    '$operation is created once, kept, and changed',
    async ({ operation, ...creation }) => {
      const [request, changed] = await creation.requests(run);
      const create = (ifExists: string, json = request): Promise<IDataObject> =>
        run(operation, json, { ifExists });
      const created = await create('keep');
      expect(created).toMatchObject({ outcome: 'created' });
      const kept = await create('keep');
      expect(kept).toMatchObject({ outcome: 'existed' });
      for (const [name, value] of Object.entries(created)) {
        if (/id$/i.test(name)) expect(kept[name]).toBe(value);
      }
      const once = [...(creation.once ?? []), 'creationDate', 'changeDate', 'sequence'];
      const { userId: _, ...form } = kept;
      expect(fieldsOf('userId' in created ? kept : form, once)).toEqual(fieldsOf(created, once));
      if (changed === undefined) return;
      expect(await create('update', changed)).toMatchObject({ outcome: 'updated' });
      expect(await create('update', changed)).toMatchObject({ outcome: 'unchanged' });
      expect(await create('keep', changed)).toMatchObject({ outcome: 'existed' });
      await expect(create('fail')).rejects.toMatchObject(saying(/V3-DKcYh|already|COMMAND-/));
    },
  );

  test('an authenticator app that is set up is kept; one that is not is registered anew', async () => {
    const userId = await makePerson(run);
    const register = (): Promise<IDataObject> =>
      run('UserService.registerTOTP', { userId }, { ifExists: 'keep' });
    await register();
    const { secret, outcome } = await register();
    expect(outcome).toBe('created');
    await untilCodeLasts();
    const code = codeOf(String(secret));
    const verify = (ifUnchanged: string): Promise<IDataObject> =>
      run('UserService.verifyTOTPRegistration', { userId, code }, { ifUnchanged });
    expect(await verify('ignore')).toMatchObject({ outcome: 'updated' });
    expect(await verify('ignore')).toMatchObject({ outcome: 'unchanged', userId });
    expect(await register()).toMatchObject({ outcome: 'existed', userId, details: {} });
    await expect(verify('fail')).rejects.toMatchObject(saying(/COMMAND-qx4ls/));
  });

  test.each<[operation: string, prepare: (run: Run) => Promise<IDataObject>]>([
    ['UserService.deleteUser', async () => ({ userId: await makePerson(run) })],
    [
      'UserService.removeOTPEmail',
      async () => {
        const userId = await makePerson(run);
        await run('UserService.addOTPEmail', { userId });
        return { userId };
      },
    ],
    [
      'UserService.removePhone',
      async () => {
        const userId = await makePerson(run);
        await run('UserService.setPhone', { userId, phone: '+41791234567', isVerified: true });
        return { userId };
      },
    ],
    [
      'UserService.removeSecret',
      async () => {
        const machine = { organizationId: server.ids.organization, machine: { name: unique() } };
        const userId = textAt(await run('UserService.createUser', { ...machine, username: unique() }), 'id');
        await run('UserService.addSecret', { userId });
        return { userId };
      },
    ],
    [
      'ZITADELActions.deleteTarget',
      async () => {
        const target = { name: unique(), endpoint: 'https://example.org/', timeout: '10s', restAsync: {} };
        return { id: textAt(await run('ZITADELActions.createTarget', target), 'id') };
      },
    ],
    ['ManagementService.removeProject', async () => ({ id: await makeProject(run) })],
  ])('%s removes once; then it is gone', async (operation, prepare) => {
    const json = await prepare(run);
    expect(await run(operation, json, { ifGone: 'ignore' })).toMatchObject({ outcome: 'removed' });
    expect(await run(operation, json, { ifGone: 'ignore' })).toMatchObject({ outcome: 'gone' });
  });

  test.each<[operation: string, before: string[], more: IDataObject, fails: RegExp]>([
    ['UserService.lockUser', [], {}, /COMMAND-lgws8wtsqf/],
    ['UserService.unlockUser', ['UserService.lockUser'], {}, /COMMAND-olb9vb0oca/],
    ['UserService.deactivateUser', [], {}, /COMMAND-5gunjw0cd7/],
    ['UserService.reactivateUser', ['UserService.deactivateUser'], {}, /COMMAND-s5qqcz97hf/],
    ['UserService.setEmail', [], { email: 'new@example.org', isVerified: true }, /COMMAND-Uch5e/],
  ])('%s changes once; then nothing changes', async (operation, before, more, fails) => {
    const userId = await makePerson(run);
    for (const step of before) await run(step, { userId });
    const change = (ifUnchanged: string): Promise<IDataObject> =>
      run(operation, { userId, ...more }, { ifUnchanged });
    expect(await change('ignore')).toMatchObject({ outcome: 'updated' });
    expect(await change('ignore')).toMatchObject({ outcome: 'unchanged' });
    await expect(change('fail')).rejects.toMatchObject(saying(fails));
  });
});
