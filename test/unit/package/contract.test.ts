import { loadCredential, loadNode } from '../../support/package';
import { namesOf, NODES, operationsOf } from './support';

interface Manifest {
  name: string;
  n8n: { nodes: string[]; credentials: string[] };
}

const manifest = jest.requireActual<Manifest>('../../../package.json');

const PROMISED: Record<string, string[]> = {
  Zitadel: [
    'UserService.addHumanUser',
    'UserService.getUserByID',
    'UserService.listUsers',
    'UserService.listAuthenticationMethodTypes',
    'UserService.registerTOTP',
    'UserService.verifyTOTPRegistration',
    'UserService.removeTOTP',
    'UserService.deleteUser',
    'AuthService.addMyAuthFactorOTP',
    'AuthService.verifyMyAuthFactorOTP',
    'AuthService.removeMyAuthFactorOTP',
  ],
  Directus: [
    'users.create',
    'users.list',
    'users.get',
    'users.delete',
    'users.getCurrent',
    'users.generate2FA',
    'users.enable2FA',
    'users.disable2FA',
    'users.disableUser2FA',
    'auth.login',
  ],
};

test('the package has the name and the files that n8n finds it by', () => {
  expect(manifest.name).toBe('n8n-nodes-zitadel-directus');
  expect(manifest.n8n.nodes).toEqual(
    expect.arrayContaining(['dist/nodes/Zitadel/Zitadel.node.js', 'dist/nodes/Directus/Directus.node.js']),
  );
  expect(manifest.n8n.credentials).toEqual(
    expect.arrayContaining([
      'dist/credentials/ZitadelApi.credentials.js',
      'dist/credentials/DirectusApi.credentials.js',
    ]),
  );
});

describe.each(NODES)('the node %s', (name, description) => {
  test('has its type, its selector and its inputs and outputs', () => {
    expect(description).toMatchObject({
      name: name.toLowerCase(),
      displayName: name,
      inputs: ['main'],
      outputs: ['main'],
      usableAsTool: true,
      group: ['transform'],
    });
    const choice = description.properties.find((property) => property.name === 'resource');
    expect(choice).toMatchObject({ type: 'options', noDataExpression: true });
    expect(choice?.displayOptions).toBeUndefined();
    expect(description.subtitle).toContain(`$parameter["resource"]`);
    expect(description.subtitle).toContain('$parameter["operation"]');
  });

  test('has a light and a dark icon', () => {
    expect(description.icon).toEqual({
      light: expect.stringMatching(/^file:.*\.svg$/) as string,
      dark: expect.stringMatching(/^file:.*\.svg$/) as string,
    });
  });

  test('has the operations that workflows rely on', () => {
    expect(namesOf(description)).toEqual(expect.arrayContaining(PROMISED[name] ?? []));
  });

  test('has a form and JSON for each operation', () => {
    for (const { table, operation } of operationsOf(description)) {
      const shown = description.properties.filter(
        ({ displayOptions }) =>
          displayOptions?.show?.resource?.includes(table) &&
          (displayOptions.show.operation?.includes(operation.value) ?? true),
      );
      const names = shown.map((property) => property.name);
      expect([operation.value, names]).toEqual([
        operation.value,
        expect.arrayContaining(['specifyBody', 'jsonBody', 'options']),
      ]);
    }
  });

  test('has its credential', () => {
    const names = (description.credentials ?? []).map((credential) => credential.name);
    expect(names).toContain(`${name.toLowerCase()}Api`);
  });
});

describe.each([
  ['ZitadelApi', 'zitadelApi', ['url', 'authentication', 'token', 'transport', 'instanceHost']],
  ['DirectusApi', 'directusApi', ['url', 'token']],
] as const)('the credential %s', (file, name, fields) => {
  const credential = loadCredential(file);

  test('has its type and fields, and those of TLS', () => {
    expect(credential.name).toBe(name);
    const names = credential.properties.map((property) => property.name);
    expect(names).toEqual(expect.arrayContaining([...fields, 'ca', 'ignoreTlsErrors']));
    expect(new Set(names).size).toBe(names.length);
  });

  test('hides its secrets', () => {
    const secrets = credential.properties.filter(({ name: field }) =>
      /token|secret|password|^key$/i.test(field),
    );
    expect(secrets.length).toBeGreaterThan(0);
    for (const { name: field, typeOptions } of secrets) {
      expect([field, typeOptions?.password]).toEqual([field, true]);
    }
  });

  test('checks certificates unless told otherwise', () => {
    expect(credential.properties).toContainEqual(
      expect.objectContaining({ name: 'ignoreTlsErrors', type: 'boolean', default: false }),
    );
  });
});

test('Zitadel is reached over gRPC with a personal access token where nothing else is said', () => {
  const { properties } = loadCredential('ZitadelApi');
  expect(properties).toContainEqual(
    expect.objectContaining({ name: 'authentication', default: 'personalAccessToken' }),
  );
  const transport = properties.find(({ name }) => name === 'transport');
  expect(transport?.default).toBe('grpc');
  expect(transport?.options).toEqual([
    expect.objectContaining({ value: 'grpc' }),
    expect.objectContaining({ value: 'http' }),
  ]);
});

test('the descriptions of all nodes together are under 700 KB', () => {
  const triggers = [loadNode('ZitadelTrigger').description, loadNode('DirectusTrigger').description];
  const all = [...NODES.map(([, description]) => description), ...triggers];
  const size = all.reduce((sum, description) => sum + JSON.stringify(description).length, 0);
  expect(size).toBeLessThan(700_000);
});
