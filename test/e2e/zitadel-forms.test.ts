import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Execution } from '../../sandbox/execution';
import type { N8nClient } from '../../sandbox/n8n-client';
import { testServers } from '../support/servers';
import { unique } from '../support/unique';
import { adminIds } from '../support/zitadel';
import { openN8n } from './workflows';

/** A node of the chain: its name, and the parameters that the editor stores, which are those without defaults. */
type Step = [name: string, service: string, operation: string, parameters: INodeParameters];

/** As the editor stores what is chosen from a list. */
const chosen = (value: string): INodeParameters => ({
  __rl: true,
  mode: 'list',
  value,
  cachedResultName: 'n8n',
});
/** As it stores an ID that an expression gives. */
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const idOf = (node: string, field = 'id'): INodeParameters =>
  byId(`={{ $('${node}').first().json.${field} }}`);

describe.each(['grpc', 'http'])('forms as the editor stores them, in the real n8n over %s', (transport) => {
  let n8n: N8nClient;
  let credential: { id: string; name: string };

  beforeAll(async () => {
    const { url, token } = testServers().zitadel;
    n8n = await openN8n();
    const name = unique();
    credential = { id: await n8n.saveCredential(name, 'zitadelApi', { url, token, transport }), name };
  });

  /** Runs nodes one after the other, once each. */
  async function run(steps: Step[], timezone = 'UTC'): Promise<Execution> {
    const start = {
      id: '0',
      name: 'Start',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      position: [0, 0] as [number, number],
      parameters: {},
    };
    const nodes = steps.map(([name, service, operation, parameters], index) => ({
      id: String(index + 1),
      name,
      type: 'n8n-nodes-zitadel-directus.zitadel',
      typeVersion: 1,
      position: [200 * (index + 1), 0] as [number, number],
      parameters: { ...(service !== 'UserService' && { resource: service }), operation, ...parameters },
      credentials: { zitadelApi: credential },
      executeOnce: true,
      alwaysOutputData: true,
    }));
    const names = ['Start', ...steps.map(([name]) => name)];
    const connections = Object.fromEntries(
      names
        .slice(0, -1)
        .map((name, index) => [
          name,
          { main: [[{ node: names[index + 1] ?? '', type: 'main' as const, index: 0 }]] },
        ]),
    );
    const workflow = { name: unique(), nodes: [start, ...nodes], connections, settings: { timezone } };
    const execution = await n8n.run(workflow);
    expect(execution.error?.message).toBeUndefined();
    return execution;
  }

  const first = (execution: Execution, node: string): IDataObject => execution.json(node)[0] ?? {};

  test('a person from creation to deletion', async () => {
    const { orgId } = await adminIds();
    const name = unique();
    const human = {
      profile: { givenName: 'Ada', familyName: 'Lovelace', gender: 'GENDER_FEMALE' },
      email: { email: `${name}@example.org`, verification: '{"isVerified":true}' },
      phone: { phone: '+41791234567' },
      password: { password: 'Secr3tPassw0rd!', changeRequired: false },
      metadataUi: { entry: [{ key: 'team', value: 'core' }] },
    };
    const rules = {
      andQuery: [{ queries: { typeQuery: [{}], firstNameQuery: [{ firstName: 'Ada' }] } }],
      userNameQuery: [{ userName: name }],
      organizationIdQuery: [{ organizationId: chosen(orgId) }],
    };
    const execution = await run([
      ['Create', 'UserService', 'createUser', { organizationId: chosen(orgId), username: name, human }],
      [
        'Set Email',
        'UserService',
        'setEmail',
        { userId: idOf('Create'), email: `new.${name}@example.org`, verification: '{"returnCode":{}}' },
      ],
      [
        'Verify',
        'UserService',
        'verifyEmail',
        {
          userId: idOf('Create'),
          verificationCode: "={{ $('Set Email').first().json.verificationCode }}",
        },
      ],
      [
        'Set Metadata',
        'UserService',
        'setUserMetadata',
        { userId: idOf('Create'), metadataUi: { entry: [{ key: 'city', value: 'Zürich' }] } },
      ],
      ['Metadata', 'UserService', 'listUserMetadata', { userId: idOf('Create'), returnAll: true }],
      [
        'List',
        'UserService',
        'listUsers',
        {
          simplify: true,
          queriesUi: rules,
          options: { organizationId: chosen(orgId) },
        },
      ],
      [
        'Get',
        'UserService',
        'getUserByID',
        { userId: idOf('Create'), simplify: true, options: { readInBatches: true } },
      ],
      ['Methods', 'UserService', 'listAuthenticationMethodTypes', { userId: idOf('Create') }],
      ['Delete', 'UserService', 'deleteUser', { userId: idOf('Create') }],
    ]);
    const metadata = execution.json('Metadata').map(({ key, value }) => [key, value]);
    expect(metadata.sort()).toEqual([
      ['city', Buffer.from('Zürich').toString('base64')],
      ['team', Buffer.from('core').toString('base64')],
    ]);
    const simple = {
      type: 'human',
      username: name,
      givenName: 'Ada',
      email: `new.${name}@example.org`,
      isEmailVerified: true,
      phone: '+41791234567',
      organizationId: orgId,
    };
    expect(execution.json('List')).toMatchObject([simple]);
    expect(execution.json('Get')).toMatchObject([simple]);
    expect(first(execution, 'Methods').authMethodTypes).toEqual(['AUTHENTICATION_METHOD_TYPE_PASSWORD']);
    expect(first(execution, 'Delete')).toHaveProperty('details.sequence');
  });

  test('a key of a service user, whose end is read on the clock of the workflow', async () => {
    const { orgId } = await adminIds();
    const machine = { name: 'Robot' };
    const userType = '{"machine":{}}';
    const execution = await run(
      [
        [
          'Create',
          'UserService',
          'createUser',
          { organizationId: chosen(orgId), username: unique(), userType, machine },
        ],
        ['Key', 'UserService', 'addKey', { userId: idOf('Create'), expirationDate: '2035-07-31T12:00:00' }],
        [
          'Keys',
          'UserService',
          'listKeys',
          { additionalFields: { filtersUi: { userIdFilter: [{ id: idOf('Create') }] } } },
        ],
        ['Delete', 'UserService', 'deleteUser', { userId: idOf('Create') }],
      ],
      'Europe/Zurich',
    );
    expect(execution.json('Keys')).toMatchObject([{ expirationDate: '2035-07-31T10:00:00.000Z' }]);
  });

  test('a target and when it is called', async () => {
    const name = unique();
    const execution = await run([
      [
        'Create',
        'ZITADELActions',
        'createTarget',
        {
          name,
          endpoint: 'https://n8n.example.org/webhook/zitadel',
          targetType: '{"restWebhook":{"interruptOnError":true}}',
          timeout: '5s',
        },
      ],
      [
        'Execution',
        'ZITADELActions',
        'setExecution',
        {
          condition: { event: { event: 'user.human.added' } },
          targets: ["={{ $('Create').first().json.id }}"],
        },
      ],
      [
        'Targets',
        'ZITADELActions',
        'listTargets',
        { additionalFields: { filtersUi: { targetNameFilter: [{ targetName: name }] } } },
      ],
      ['Delete', 'ZITADELActions', 'deleteTarget', { id: "={{ $('Create').first().json.id }}" }],
    ]);
    expect(execution.json('Targets')).toMatchObject([
      { name, timeout: '5s', restWebhook: { interruptOnError: true } },
    ]);
    expect(first(execution, 'Delete')).toHaveProperty('deletionDate');
  });

  test('an organization, renamed and found by its ID', async () => {
    const name = unique();
    const organizationId = idOf('Create', 'organizationId');
    const nameQuery = [{ name: `${name} renamed` }];
    const execution = await run([
      ['Create', 'OrganizationService', 'addOrganization', { name }],
      ['Rename', 'OrganizationService', 'updateOrganization', { organizationId, name: `${name} renamed` }],
      [
        'List',
        'OrganizationService',
        'listOrganizations',
        { additionalFields: { queriesUi: { nameQuery, idQuery: [{ id: organizationId }] } } },
      ],
      ['Delete', 'OrganizationService', 'deleteOrganization', { organizationId }],
    ]);
    expect(execution.json('List')).toMatchObject([{ name: `${name} renamed` }]);
    expect(first(execution, 'Delete')).toHaveProperty('deletionDate');
  });

  test('a session of somebody who signs in with a password, and ends', async () => {
    const { orgId } = await adminIds();
    const username = unique();
    const password = 'Secr3tPassw0rd!';
    const person = {
      givenName: 'Ada',
      familyName: 'Lovelace',
      emailAddress: `${username}@example.org`,
      username,
      initialPassword: password,
    };
    const session = {
      sessionId: "={{ $('Sign In').first().json.sessionId }}",
      additionalFields: { sessionToken: "={{ $('Sign In').first().json.sessionToken }}" },
    };
    const checks = { user: { userId: idOf('Create') }, password: { password } };
    const execution = await run([
      ['Create', 'UserService', 'createUser', { ...person, organizationId: chosen(orgId) }],
      ['Sign In', 'SessionService', 'createSession', { checks, additionalFields: { lifetime: '60s' } }],
      ['Session', 'SessionService', 'getSession', { ...session, simplify: false }],
      ['Sign Out', 'SessionService', 'deleteSession', { ...session, options: { ifGone: 'ignore' } }],
      ['Delete', 'UserService', 'deleteUser', { userId: idOf('Create') }],
    ]);
    const { id } = first(execution, 'Create');
    const factors = { user: { id }, password: { verifiedAt: expect.any(String) as string } };
    expect(first(execution, 'Session')).toMatchObject({ session: { factors } });
    expect(first(execution, 'Sign Out')).toMatchObject({ outcome: 'removed' });
  });

  test('a project, which is removed once', async () => {
    const { orgId } = await adminIds();
    const name = unique();
    const projectId = idOf('Create', 'projectId');
    const additionalFields = { privateLabelingSetting: 'PRIVATE_LABELING_SETTING_UNSPECIFIED' };
    const remove = { projectId, options: { ifGone: 'ignore' } };
    const execution = await run([
      [
        'Create',
        'ProjectService',
        'createProject',
        { organizationId: chosen(orgId), name, additionalFields },
      ],
      ['Get', 'ProjectService', 'getProject', { projectId }],
      ['Delete', 'ProjectService', 'deleteProject', remove],
    ]);
    expect(first(execution, 'Get')).toMatchObject({ name, organizationId: orgId });
    expect(first(execution, 'Delete')).toMatchObject({ outcome: 'removed' });
  });

  test('an empty list and an empty reply', async () => {
    const execution = await run([
      [
        'List',
        'UserService',
        'listUsers',
        { additionalFields: { queriesUi: { userNameQuery: [{ userName: unique() }] } } },
      ],
      ['Health', 'AuthService', 'healthz', {}],
    ]);
    // "Always Output Data" puts an empty item where the node puts out none.
    expect(execution.json('List')).toEqual([{}]);
    expect(execution.json('Health')).toEqual([{ success: true }]);
  });
});
