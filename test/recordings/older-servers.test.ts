import type { IDataObject } from 'n8n-workflow';

import { runNode, type NodeResult } from '../support/engine';
import { startRelease, type TestServer } from './server';

jest.setTimeout(60_000);

const lacked: Array<[release: string, service: string, operation: string, json: IDataObject, use: RegExp]> = [
  [
    '2025-02',
    'UserService',
    'setUserMetadata',
    { userId: '1', metadata: [{ key: 'a', value: 'YQ==' }] },
    /v4\.8 .*Set User Metadata .*Management/,
  ],
  ['2025-02', 'UserService', 'listKeys', {}, /v4\.8 .*List Machine Keys of the service Management/],
  [
    '2025-02',
    'UserService',
    'createUser',
    { organizationId: '1', machine: { name: 'a' } },
    /Add Human User of the service User.*Add Machine User of the service Management/,
  ],
  ['2025-02', 'ProjectService', 'listProjects', {}, /List Projects .*Management/],
  [
    '2025-12',
    'OrganizationService',
    'deactivateOrganization',
    { organizationId: '1' },
    /v4\.13 .*Deactivate Organization of the service Management/,
  ],
];

describe.each(['2025-02', '2025-12'])('Zitadel of %s', (release) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startRelease(release);
  });

  afterAll(async () => await server?.stop());

  const run = async (
    resource: string,
    operation: string,
    json: IDataObject,
    transport: string,
  ): Promise<NodeResult> =>
    await runNode({
      node: 'zitadel',
      parameters: { resource, operation, specifyBody: 'json', jsonBody: JSON.stringify(json) },
      credential: {
        url: server.url,
        authentication: 'personalAccessToken',
        token: server.token,
        transport,
      },
      continueOnFail: true,
    });

  describe.each(['grpc', 'http'])('over %s', (transport) => {
    test('has what is as old as it is', async () => {
      const { items } = await run('UserService', 'listUsers', {}, transport);
      expect(items.length).toBeGreaterThan(1);
      const userId = items[0]?.json.userId as string;
      const [found] = (await run('UserService', 'getUserByID', { userId }, transport)).items;
      expect(found?.json.user).toMatchObject({ userId });
    });

    test('says that a record is not there as ever', async () => {
      const { items } = await run('UserService', 'getUserByID', { userId: 'nobody' }, transport);
      expect(items[0]?.json.error).toMatchObject({ code: 'NOT_FOUND', id: 'QUERY-Dfbg2' });
    });

    test.each(lacked.filter(([of]) => of === release))(
      '%s lacks %s %s and says what to use',
      async (_, service, operation, json, use) => {
        const { items } = await run(service, operation, json, transport);
        const failure = items[0]?.json.error as IDataObject;
        expect(failure).toMatchObject({ code: 'UNIMPLEMENTED' });
        expect(failure.message).toMatch(/^UNIMPLEMENTED: This Zitadel \(\S+\) has no operation /);
        expect(failure.description).toMatch(use);
      },
    );
  });
});
