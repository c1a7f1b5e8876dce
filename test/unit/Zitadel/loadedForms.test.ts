import type { ILoadOptionsFunctions, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import index from '../../../nodes/Zitadel/catalogue/generated/index.json';
import { actionOf, titleOf } from '../../../nodes/Zitadel/catalogue/names';
import { getRequestFields } from '../../../nodes/Zitadel/editor/resourceMapping';
import successors from '../../../nodes/Zitadel/catalogue/successors.json';
import type { Successors } from '../../../nodes/Zitadel/services/successors';
import { Zitadel } from '../../../nodes/Zitadel/Zitadel.node';
import { tables } from '../../../nodes/Zitadel/services';
import served from '../../recordings/methods-served.json';

const SERVICES = Object.keys(index);
const SUCCESSORS: Successors = successors;
/** Served, and not offered by name: their v2 is offered instead, or they are for Raw Call alone. */
const LEFT_OUT = [
  'zitadel.action.v2beta.ActionService',
  'zitadel.app.v2beta.AppService',
  'zitadel.authorization.v2beta.AuthorizationService',
  'zitadel.feature.v2beta.FeatureService',
  'zitadel.instance.v2beta.InstanceService',
  'zitadel.internal_permission.v2beta.InternalPermissionService',
  'zitadel.oidc.v2beta.OIDCService',
  'zitadel.project.v2beta.ProjectService',
  'zitadel.resources.debug_events.v3alpha.ZITADELDebugEvents',
  'zitadel.resources.user.v3alpha.ZITADELUsers',
  'zitadel.session.v2beta.SessionService',
  'zitadel.settings.v2beta.SettingsService',
  'zitadel.user.v2beta.UserService',
  'zitadel.webkey.v2beta.WebKeyService',
];

/** The editor's side of the node: what is chosen in it. */
function editor(service: string, operation?: string): ILoadOptionsFunctions {
  const chosen: Record<string, unknown> = { resource: service, operation };
  return { getCurrentNodeParameter: (name: string) => chosen[name] } as unknown as ILoadOptionsFunctions;
}

/** The mapper's fields of an operation, by name. */
async function fieldsOf(service: string, operation: string): Promise<Record<string, ResourceMapperField>> {
  const { fields } = await getRequestFields.call(editor(service, operation));
  return Object.fromEntries(fields.map((field) => [field.id, field]));
}

test('every service that a server serves is offered, or left out on purpose', () => {
  const offered = Object.values(index).map(({ service }) => service);
  const reached = Object.entries(served as Record<string, Record<string, { grpc: number }>>)
    .filter(([, methods]) => Object.values(methods).some(({ grpc }) => grpc !== 12))
    .map(([service]) => service);
  expect([...offered, ...LEFT_OUT].sort()).toEqual(reached.sort());
});

describe('deprecated methods', () => {
  test.each(SERVICES)(
    'of %s have a successor that exists and is not deprecated, or none',
    async (service) => {
      const { methods } = await loadCatalogue(service);
      const deprecated = Object.keys(methods).filter((method) => methods[method]?.deprecated === true);
      expect(Object.keys(SUCCESSORS[service] ?? {}).sort()).toEqual(deprecated.sort());
      for (const successor of Object.values(SUCCESSORS[service] ?? {})) {
        if (successor === null) continue;
        const [other = '', method = ''] = successor.split('.');
        const found = (await loadCatalogue(other)).methods[method];
        expect([successor, found !== undefined, found?.deprecated]).toEqual([successor, true, undefined]);
      }
    },
  );

  test('of the typed forms name their successor as the editor shows it', () => {
    for (const { value, operations } of tables.tables) {
      for (const [method, successor] of Object.entries(SUCCESSORS[value] ?? {})) {
        const row = operations.find((operation) => (operation.method ?? operation.value) === method);
        const [service, name] = successor?.split('.') ?? [];
        const table = tables.tables.find((one) => one.value === service);
        const other = table?.operations.find((one) => (one.method ?? one.value) === name)?.name;
        expect([method, row?.description]).toEqual([
          method,
          expect.stringContaining(other === undefined ? 'Deprecated: use ' : `Deprecated: use ${other}`),
        ]);
      }
    }
  });

  test('come last in the list of a loaded service, are marked in the panel and name their successor', () => {
    const choice = new Zitadel().description.properties.find(
      ({ name, displayOptions }) =>
        name === 'operation' && displayOptions?.show?.resource?.includes('ManagementService') === true,
    );
    const operations = (choice?.options ?? []) as INodePropertyOptions[];
    const firstDeprecated = operations.findIndex(({ name }) => name.endsWith('(Deprecated)'));
    expect(firstDeprecated).toBeGreaterThan(0);
    expect(operations.slice(firstDeprecated).every(({ name }) => name.endsWith('(Deprecated)'))).toBe(true);
    expect(operations.find(({ value }) => value === 'listUsers')).toEqual({
      name: 'Get Many Users (Deprecated)',
      value: 'listUsers',
      action: 'Get many users (deprecated)',
      description: 'Calls ListUsers. Deprecated: use Get Many of the service User.',
    });
    expect(operations.find(({ value }) => value === 'deactivateOrgIDP')?.description).toContain(
      'without a successor',
    );
  });
});

test.each(Object.keys(index).filter((name) => tables.loaded?.tables.some(({ value }) => value === name)))(
  'the operations of %s are its methods',
  async (service) => {
    const { methods } = await loadCatalogue(service);
    const rows = tables.loaded?.tables.find(({ value }) => value === service)?.operations ?? [];
    expect(rows.map(({ value }) => value).sort()).toEqual(Object.keys(methods).sort());
  },
);

test.each([
  ['addGitHubProvider', 'Add GitHub Provider', 'Add GitHub provider'],
  ['addGenericOAuthProvider', 'Add Generic OAuth Provider', 'Add generic OAuth provider'],
  ['listIDPs', 'Get Many IDPs', 'Get many IDPs'],
  ['getOpenAPISpecification', 'Get OpenAPI Specification', 'Get OpenAPI specification'],
  ['getOrgByDomainGlobal', 'Get Organization by Domain Global', 'Get organization by domain global'],
  ['addSMTPConfig', 'Add SMTP Config', 'Add SMTP config'],
  ['listMyZitadelPermissions', 'Get Many My Zitadel Permissions', 'Get many my Zitadel permissions'],
])('the method %s is shown as "%s"', (method, title, action) => {
  expect(titleOf(method)).toBe(title);
  expect(actionOf(title)).toBe(action);
});

describe('the mapper of a loaded operation', () => {
  test('puts required fields first and marks them', async () => {
    const { fields } = await getRequestFields.call(editor('ProjectService', 'createProject'));
    expect(fields.slice(0, 3).map(({ id, required }) => [id, required])).toEqual([
      ['organizationId', true],
      ['name', true],
      ['projectId', false],
    ]);
  });

  test('says which fields exclude each other, and that one is needed', async () => {
    const { samlConfiguration } = await fieldsOf('ApplicationService', 'createApplication');
    expect(samlConfiguration).toMatchObject({
      displayName: 'SAML Configuration (this or OIDC Configuration, API Configuration)',
      type: 'object',
    });
    const { samlConfiguration: changed } = await fieldsOf('ApplicationService', 'updateApplication');
    expect(changed?.displayName).toContain('(not with ');
  });

  test('has enums as options, without those that are refused', async () => {
    const { generatorType } = await fieldsOf('AdminService', 'getSecretGenerator');
    const values = generatorType?.options?.map(({ value }) => value);
    expect(values).toContain('SECRET_GENERATOR_TYPE_INIT_CODE');
    expect(values).not.toContain('SECRET_GENERATOR_TYPE_UNSPECIFIED');
  });

  test('leaves a boolean that may be left out without a value', async () => {
    const { authorizationRequired } = await fieldsOf('ProjectService', 'updateProject');
    expect(authorizationRequired?.type).toBe('options');
    expect(authorizationRequired?.options?.map(({ value }) => value)).toEqual([true, false]);
    expect((await fieldsOf('ProjectService', 'createProject')).authorizationRequired?.type).toBe('boolean');
  });

  test('puts deprecated fields last', async () => {
    const { fields } = await getRequestFields.call(editor('ManagementService', 'setCustomLoginText'));
    expect(fields.at(-1)).toMatchObject({
      id: 'linkingUserPromptText',
      displayName: expect.stringContaining('(deprecated)') as unknown,
    });
  });

  test.each(SERVICES)('has a field for each of every request of %s', async (service) => {
    const { methods, messages } = await loadCatalogue(service);
    for (const [operation, { request }] of Object.entries(methods)) {
      const fields = Object.keys(await fieldsOf(service, operation));
      expect([operation, fields.sort()]).toEqual([operation, Object.keys(messages[request] ?? {}).sort()]);
    }
  });
});
