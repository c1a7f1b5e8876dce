import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import type { FormField } from '../../../nodes/shared/form/operation';
import { toProperties } from '../../../nodes/shared/form/properties';
import { readRequest } from '../../../nodes/shared/form/request';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { listingOf } from '../../../nodes/Zitadel/call/listing';
import type { ZitadelOperation, ZitadelTable } from '../../../nodes/Zitadel/operation';
import { explain } from '../../../nodes/Zitadel/reply/remedies';
import { actionsService } from '../../../nodes/Zitadel/services/actions/table';
import { applicationService } from '../../../nodes/Zitadel/services/application/table';
import { authService } from '../../../nodes/Zitadel/services/auth/table';
import { authorizationService } from '../../../nodes/Zitadel/services/authorization/table';
import { groupService } from '../../../nodes/Zitadel/services/group/table';
import { instanceService } from '../../../nodes/Zitadel/services/instance/table';
import { internalPermissionService } from '../../../nodes/Zitadel/services/internalPermission/table';
import { organizationService } from '../../../nodes/Zitadel/services/organization/table';
import { projectService } from '../../../nodes/Zitadel/services/project/table';
import { sessionService } from '../../../nodes/Zitadel/services/session/table';
import { settingsService } from '../../../nodes/Zitadel/services/settings/table';
import { userSchemaService } from '../../../nodes/Zitadel/services/userSchema/table';
import { userService } from '../../../nodes/Zitadel/services/user/table';
import { fakeItem, NODE, type Parameters } from '../support/execution';
import { compareWithMessage, fieldsBelow, fillForm, jsonExamples } from './forms';
import type { JsonObject } from '../../../nodes/shared/json';

/** Names that an operation had in earlier versions -> the method. */
const ALIASES: Record<string, string> = { searchTargets: 'listTargets', searchExecutions: 'listExecutions' };
/** Methods that only the server has, by service. */
const BEYOND_PACKAGE: Record<string, number> = { OrganizationService: 12, ZITADELActions: 5 };
const METHODS: Record<string, number> = {
  AuthService: 53,
  OrganizationService: 14,
  ProjectService: 17,
  GroupService: 8,
  ApplicationService: 12,
  AuthorizationService: 6,
  InternalPermissionService: 4,
  SessionService: 5,
  SettingsService: 16,
  InstanceService: 10,
  ZITADELActions: 15,
  UserSchemaService: 7,
};
const TABLES = [
  authService,
  organizationService,
  projectService,
  applicationService,
  authorizationService,
  internalPermissionService,
  groupService,
  sessionService,
  settingsService,
  instanceService,
  actionsService,
  userSchemaService,
];
/** Enough for each choice of each form to be made. */
const ROUNDS = Array.from({ length: 8 }, (_, round) => round);

const services = new Map<string, ServiceDescription>();
const properties = new Map<string, INodeProperties[]>();
beforeAll(async () => {
  for (const table of [...TABLES, userService]) {
    services.set(table.value, await loadCatalogue(table.value));
    properties.set(table.value, toProperties({ label: 'Service', tables: [table] }, ''));
  }
});

function get<Value>(map: Map<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`No ${key}`);
  return value;
}

function methodOf({ method, value }: ZitadelOperation): string {
  return method ?? value;
}

function messageOf(service: ServiceDescription, operation: ZitadelOperation): string {
  return service.methods[methodOf(operation)]?.request ?? '';
}

/** Fields of a form that go into the request: a secret that a code is made from does not. */
function sentFields({
  fields = [],
  filters = [],
  additionalFields = [],
  code,
}: ZitadelOperation): FormField[] {
  return [...fields, ...filters, ...additionalFields].filter(({ name }) => name !== code?.secretField);
}

/** The request that a filled form of an operation becomes. */
function requestOf({ value, operations }: ZitadelTable, name: string, parameters: Parameters): JsonObject {
  const service = get(services, value);
  const operation = operations.find((row) => row.value === name);
  if (operation === undefined) throw new Error(`No row ${name}`);
  const { values } = readRequest(fakeItem(operation, parameters));
  return checkRequest(service, messageOf(service, operation), values);
}

describe.each(TABLES.map((table): [string, ZitadelTable] => [table.value, table]))(
  'the operations of %s',
  (name, { operations }) => {
    test('are its methods, each once, with those that only the server has', () => {
      const { methods } = get(services, name);
      const rows = operations.map(({ value }) => value).filter((value) => ALIASES[value] === undefined);
      expect([...rows].sort()).toEqual(Object.keys(methods).sort());
      expect(rows).toHaveLength(METHODS[name] ?? NaN);
      const beyond = rows.filter((row) => methods[row]?.httpOnly === true);
      expect(beyond).toHaveLength(BEYOND_PACKAGE[name] ?? 0);
    });

    test('stand for the method of their name, but for the known aliases', () => {
      const aliases = operations.filter(({ method }) => method !== undefined);
      const known = Object.entries(ALIASES);
      expect(aliases.map(({ value, method }) => [value, method]).sort()).toEqual(
        name === 'ZITADELActions' ? known.sort() : [],
      );
    });

    test('say that they are deprecated where they are, and what to use instead', () => {
      const { methods } = get(services, name);
      for (const { value, name: title, description } of operations) {
        const isDeprecated = methods[value]?.deprecated === true;
        expect([value, title.endsWith(' (Deprecated)')]).toEqual([value, isDeprecated]);
        expect([value, /Deprecated: use .+ of the service \w+\.$/.test(description)]).toEqual([
          value,
          isDeprecated,
        ]);
      }
    });

    test('are lists where the method gives one', () => {
      const service = get(services, name);
      for (const operation of operations) {
        const isList = listingOf(service, methodOf(operation)) !== undefined;
        expect([operation.value, operation.list === true]).toEqual([operation.value, isList]);
      }
    });

    test('have names and actions of their own', () => {
      for (const texts of [operations.map((row) => row.name), operations.map(({ action }) => action)]) {
        expect(new Set(texts).size).toBe(texts.length);
      }
    });

    test('have titles in title case and actions in sentence case', () => {
      for (const { name: title, action } of operations) {
        expect(title).toMatch(/^[A-Z(]/);
        expect(title.split(' ').filter((word) => !/^\(?[A-Z0-9]|^(and|of|on)$/.test(word))).toEqual([]);
        expect(action).toMatch(/^[A-Z][a-z]+( (OTP|SMS|Zitadel|[a-z]+))+$/);
      }
    });

    test('keep from n8n what only the router needs', () => {
      expect(JSON.stringify(get(properties, name))).not.toMatch(/"(bytes|requestField|oneof|map|whole)":/);
    });
  },
);

const ROWS = TABLES.flatMap((table) =>
  table.operations.map((operation): [string, ZitadelTable, ZitadelOperation] => [
    `${table.value}.${operation.value}`,
    table,
    operation,
  ]),
);

describe.each(ROWS)('the form of %s', (_, { value: name }, operation) => {
  test('has fields that the request has, of their types, and reaches every one', () => {
    const service = get(services, name);
    const message = messageOf(service, operation);
    const { faults, reached } = compareWithMessage(service, sentFields(operation), message);
    expect(faults).toEqual([]);
    // Limit and Return All set the limit of a list.
    const wanted = [...fieldsBelow(service, message)].filter(
      (field) => !/(List|Search|Change)Query\.limit$|PaginationRequest\.limit$/.test(field),
    );
    expect(wanted.filter((field) => !reached.has(field))).toEqual([]);
  });

  test('asks up front for what the server requires', () => {
    const service = get(services, name);
    const required = service.rules[messageOf(service, operation)]?.required ?? [];
    const shown = (operation.fields ?? []).map(({ name: field, requestField }) => requestField ?? field);
    expect(required.filter((field) => !shown.includes(field))).toEqual([]);
  });

  test.each(ROUNDS)('becomes a request that is accepted, round %i', (round) => {
    const service = get(services, name);
    const message = messageOf(service, operation);
    const { fields = [], filters = [] } = operation;
    const { secret: _secret, ...front } = fillForm(service, [...fields, ...filters], message, round);
    const additionalFields = fillForm(service, operation.additionalFields ?? [], message, round);
    const form = operation.additionalFields === undefined ? front : { ...front, additionalFields };
    const request = requestOf({ value: name, name, operations: [operation] }, operation.value, form);
    expect(Object.keys(request).length > 0).toBe(Object.keys(service.messages[message] ?? {}).length > 0);
    const stored = { resource: name, operation: operation.value, ...form };
    const shown = get(properties, name);
    const description = { properties: shown } as INodeTypeDescription;
    const kept = NodeHelpers.getNodeParameters(shown, stored, true, false, NODE, description);
    expect(kept).toMatchObject(stored);
  });

  test('has examples of JSON that fit the request', () => {
    const service = { ...get(services, name), rules: {} };
    const message = messageOf(service, operation);
    for (const [field, example] of jsonExamples([
      ...(operation.filters ?? []),
      ...(operation.additionalFields ?? []),
    ])) {
      expect(checkRequest(service, message, { [field]: example })).toEqual({ [field]: example });
    }
  });
});

describe('a target', () => {
  const target = { name: 'n8n', endpoint: 'https://n8n.example.org/webhook/1', timeout: '10s' };

  test.each<[string, JsonObject]>([
    ['{"restAsync":{}}', { restAsync: {} }],
    ['{"restCall":{"interruptOnError":true}}', { restCall: { interruptOnError: true } }],
    ['{"restWebhook":{}}', { restWebhook: {} }],
  ])('is called as its type %s says', (targetType, sent) => {
    expect(requestOf(actionsService, 'createTarget', { ...target, targetType })).toEqual({
      ...target,
      ...sent,
    });
  });

  test('needs a type, and only one', () => {
    const service = get(services, 'ZITADELActions');
    const message = 'zitadel.action.v2.CreateTargetRequest';
    expect(() => checkRequest(service, message, target)).toThrow('One of restWebhook, restCall, restAsync');
    const request = { ...target, restAsync: {}, restCall: {} };
    expect(() => checkRequest(service, message, request)).toThrow('exclude each other');
  });

  test('is found under the old name too', () => {
    const filtersUi = { inTargetIdsFilter: [{ targetIds: ['7'] }] };
    const request = { filters: [{ inTargetIdsFilter: { targetIds: ['7'] } }] };
    for (const name of ['listTargets', 'searchTargets']) {
      expect(requestOf(actionsService, name, { filtersUi })).toEqual(request);
    }
  });

  test('takes a key as PEM text', () => {
    const pem = '-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n';
    expect(requestOf(actionsService, 'addPublicKey', { targetId: '7', publicKey: pem })).toEqual({
      targetId: '7',
      publicKey: Buffer.from(pem).toString('base64'),
    });
  });
});

describe('an execution', () => {
  test.each<JsonObject>([
    { event: { event: 'user.human.added' } },
    { event: { group: 'user.human' } },
    { event: { all: true } },
    { function: { name: 'preuserinfo' } },
    { request: { method: '/zitadel.user.v2.UserService/SetEmail' } },
    { response: { service: 'zitadel.user.v2.UserService' } },
  ])('has the condition %j', (condition) => {
    const form = { condition, targets: ['7'] };
    expect(requestOf(actionsService, 'setExecution', form)).toEqual(form);
  });

  test('that calls nothing is sent as such', () => {
    const condition = { event: { all: true } };
    expect(requestOf(actionsService, 'setExecution', { condition, targets: [] })).toEqual({
      condition,
      targets: [],
    });
  });

  test.each<[JsonObject, string]>([
    [{}, 'Condition is required'],
    [{ event: { all: true }, request: { all: true } }, 'condition.request and event exclude each other'],
    [{ event: { event: 'a', group: 'b' } }, 'condition.event.event and group exclude each other'],
  ])('may not have the condition %j', (condition, message) => {
    expect(() => requestOf(actionsService, 'setExecution', { condition, targets: ['7'] })).toThrow(message);
  });

  test('is searched by conditions of all kinds', () => {
    const conditions = {
      event: [{ which: '{"group":""}', group: 'user' }],
      function: [{ name: 'preuserinfo' }],
      request: [{ which: '{"all":true}' }],
    };
    const filtersUi = { inConditionsFilter: [{ conditions }] };
    expect(requestOf(actionsService, 'searchExecutions', { filtersUi })).toEqual({
      filters: [
        {
          inConditionsFilter: {
            conditions: [
              { event: { group: 'user' } },
              { function: { name: 'preuserinfo' } },
              { request: { all: true } },
            ],
          },
        },
      ],
    });
  });
});

describe('an organization', () => {
  test('gets administrators: users there are and people to create', () => {
    const profile = { givenName: 'Ada', familyName: 'Lovelace' };
    const email = { email: 'ada@example.org', verification: '{"isVerified":true}' };
    const administrator = [
      { userType: '{"userId":""}', userId: { __rl: true, mode: 'id', value: '7' }, roles: [] },
      { userType: '{"human":{}}', human: { profile, email }, roles: ['ORG_OWNER'] },
    ];
    const form = {
      name: 'Acme',
      additionalFields: { adminsUi: { administrator }, admins: '[{ "userId": "8" }]' },
    };
    expect(requestOf(organizationService, 'addOrganization', form)).toEqual({
      name: 'Acme',
      admins: [
        { userId: '7', roles: [] },
        { human: { profile, email: { email: 'ada@example.org', isVerified: true } }, roles: ['ORG_OWNER'] },
        { userId: '8' },
      ],
    });
  });

  test('may be the default one', () => {
    const queriesUi = { defaultQuery: [{}], nameQuery: [{ name: 'Acme' }] };
    expect(requestOf(organizationService, 'listOrganizations', { queriesUi })).toEqual({
      queries: [{ defaultQuery: {} }, { nameQuery: { name: 'Acme' } }],
    });
  });

  test('keeps text as metadata', () => {
    const metadataUi = { entry: [{ key: 'k', value: 'v' }] };
    expect(
      requestOf(organizationService, 'setOrganizationMetadata', { organizationId: '7', metadataUi }),
    ).toEqual({
      organizationId: '7',
      metadata: [{ key: 'k', value: 'dg==' }],
    });
  });
});

describe('an administrator', () => {
  const projectGrant = { projectId: '8', organizationId: '9' };

  test.each<[JsonObject, JsonObject]>([
    [{ instance: { instance: true } }, { instance: true }],
    [
      { organizationId: { organizationId: { __rl: true, mode: 'list', value: '9' } } },
      { organizationId: '9' },
    ],
    [{ projectId: { projectId: '8' } }, { projectId: '8' }],
    [{ projectGrant }, { projectGrant }],
    [{ organizationId: '9' }, { organizationId: '9' }],
  ])('of %j is one of the request’s field "resource"', (administeredResource, resource) => {
    const form = { userId: '7', administeredResource, roles: ['ORG_OWNER'] };
    for (const method of ['createAdministrator', 'updateAdministrator']) {
      expect(requestOf(internalPermissionService, method, form)).toEqual({
        userId: '7',
        resource,
        roles: ['ORG_OWNER'],
      });
    }
  });

  test.each<[JsonObject, string]>([
    [{}, 'Resource is required'],
    [{ organizationId: { organizationId: '' } }, 'Organization holds nothing'],
    [{ projectId: {} }, 'Project holds nothing'],
    [{ projectId: '8', organizationId: '9' }, 'exclude each other'],
    [{ instance: { instance: false } }, 'instance'],
  ])('may not be one of %j', (administeredResource, message) => {
    const form = { userId: '7', administeredResource };
    expect(() => requestOf(internalPermissionService, 'deleteAdministrator', form)).toThrow(message);
  });

  test('is searched by a resource and by combined filters', () => {
    const filtersUi = {
      or: [{ queries: { role: [{ roleKey: 'ORG_OWNER' }, { roleKey: 'IAM_OWNER' }] } }],
      not: [{ query: { inUserIdsFilter: { ids: ['7'] } } }],
      resource: [{ resource: { projectId: { projectId: '8' } } }],
    };
    const form = { filtersUi };
    expect(requestOf(internalPermissionService, 'listAdministrators', form)).toEqual({
      filters: [
        { or: { queries: [{ role: { roleKey: 'ORG_OWNER' } }, { role: { roleKey: 'IAM_OWNER' } }] } },
        { not: { query: { inUserIdsFilter: { ids: ['7'] } } } },
        { resource: { projectId: '8' } },
      ],
    });
  });
});

describe('an application', () => {
  const front = { projectId: '8', name: 'Shop' };

  test.each<[string, string, JsonObject]>([
    ['oidcConfiguration', '{"oidcConfiguration":{}}', { redirectUris: ['https://a.b'], clockSkew: '1s' }],
    [
      'apiConfiguration',
      '{"apiConfiguration":{}}',
      { authMethodType: 'API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT' },
    ],
    ['samlConfiguration', '{"samlConfiguration":{}}', { metadataUrl: 'https://a.b' }],
  ])('has the %s of its type', (name, applicationType, configuration) => {
    const form = { ...front, applicationType, [name]: configuration };
    const request = { ...front, [name]: configuration };
    expect(requestOf(applicationService, 'createApplication', form)).toEqual(request);
    // A form that is filled in by a program need not say the type.
    expect(requestOf(applicationService, 'createApplication', request)).toEqual(request);
  });

  test('takes SAML metadata as text, and a version of the login', () => {
    const samlConfiguration = { metadataXml: '<xml/>', loginVersion: { version: '{"loginV1":{}}' } };
    const ids = { projectId: '8', applicationId: '9' };
    expect(
      requestOf(applicationService, 'updateApplication', { ...ids, additionalFields: { samlConfiguration } }),
    ).toEqual({
      ...ids,
      samlConfiguration: {
        metadataXml: Buffer.from('<xml/>').toString('base64'),
        loginVersion: { loginV1: {} },
      },
    });
  });

  test('is searched by state and type', () => {
    const filtersUi = {
      stateFilter: [{ stateFilter: 'APPLICATION_STATE_ACTIVE' }],
      typeFilter: [{ typeFilter: 'APPLICATION_TYPE_SAML' }],
    };
    const request = {
      filters: [{ stateFilter: 'APPLICATION_STATE_ACTIVE' }, { typeFilter: 'APPLICATION_TYPE_SAML' }],
    };
    const form = { filtersUi };
    expect(requestOf(applicationService, 'listApplications', form)).toEqual(request);
  });
});

describe('a session', () => {
  test('has checks, challenges, metadata and the headers of a browser', () => {
    const form = {
      checks: { user: { userId: { __rl: true, mode: 'id', value: '7' } }, password: { password: 'Secr3t!' } },
      additionalFields: {
        challenges: { otpEmail: { delivery: '{"sendCode":{}}', sendCode: { urlTemplate: 'https://a.b' } } },
        metadata: {
          entry: [
            { key: 'device', value: 'phone' },
            { key: 'empty', value: '' },
          ],
        },
        userAgent: { ip: '203.0.113.7', header: { entry: [{ key: 'Accept', values: ['a', 'b'] }] } },
        lifetime: '60s',
      },
    };
    expect(requestOf(sessionService, 'createSession', form)).toEqual({
      checks: { user: { userId: '7' }, password: { password: 'Secr3t!' } },
      challenges: { otpEmail: { sendCode: { urlTemplate: 'https://a.b' } } },
      metadata: { device: 'cGhvbmU=', empty: '' },
      userAgent: { ip: '203.0.113.7', header: { Accept: { values: ['a', 'b'] } } },
      lifetime: '60s',
    });
  });

  test('takes metadata as the request has it too, which an expression may give', () => {
    for (const metadata of [{ device: 'cGhvbmU=' }, '{ "device": "cGhvbmU=" }']) {
      expect(requestOf(sessionService, 'createSession', { additionalFields: { metadata } })).toEqual({
        metadata: { device: 'cGhvbmU=' },
      });
    }
  });

  test.each([
    [
      [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
      'has the key "a" twice',
    ],
    [[{ key: '', value: '1' }], 'Key holds nothing'],
  ])('may not have the metadata %j', (entry, message) => {
    const form = { sessionId: '7', additionalFields: { metadata: { entry } } };
    expect(() => requestOf(sessionService, 'setSession', form)).toThrow(message);
  });

  test('is searched by who created it: the caller, or somebody else', () => {
    const creatorQuery = [
      { which: '{}' },
      { which: '{"id":""}', id: { __rl: true, mode: 'id', value: '7' } },
    ];
    const form = { queriesUi: { creatorQuery } };
    expect(requestOf(sessionService, 'listSessions', form)).toEqual({
      queries: [{ creatorQuery: {} }, { creatorQuery: { id: '7' } }],
    });
  });
});

describe('settings', () => {
  test.each<[JsonObject, JsonObject]>([
    [{ instance: { instance: true } }, { instance: true }],
    [{ orgId: { orgId: { __rl: true, mode: 'id', value: '7' } } }, { orgId: '7' }],
    [{ orgId: '7' }, { orgId: '7' }],
  ])('are those of %j', (given, ctx) => {
    const form = { additionalFields: { ctx: given } };
    expect(requestOf(settingsService, 'getLoginSettings', form)).toEqual({ ctx });
  });

  test('of security are sent whole, so that none is reset unseen', () => {
    const embeddedIframe = { enabled: true, allowedOrigins: ['https://a.b'] };
    const form = { embeddedIframe, enableImpersonation: false };
    expect(requestOf(settingsService, 'setSecuritySettings', form)).toEqual(form);
  });

  test.each<[JsonObject, JsonObject]>([
    [{ level: '{"instance":true}' }, { instance: true }],
    [{}, {}],
    [{ level: '{"organizationId":""}', organizationId: '7' }, { organizationId: '7' }],
    [{ organizationId: '7' }, { organizationId: '7' }],
  ])('for a translation at the level %j', (front, sent) => {
    const form = { ...front, locale: 'de', translations: '{ "a": "b" }' };
    expect(requestOf(settingsService, 'setHostedLoginTranslation', form)).toEqual({
      ...sent,
      locale: 'de',
      translations: { a: 'b' },
    });
  });

  test.each<[JsonObject, string]>([
    [{ level: '{"organizationId":""}', locale: 'de' }, 'Organization is required'],
    [{ locale: 'de', translations: '{}' }, 'Translations is required'],
  ])('for a translation are refused with %j', (form, message) => {
    expect(() => requestOf(settingsService, 'setHostedLoginTranslation', form)).toThrow(message);
  });
});

describe('a user schema', () => {
  test('is JSON Schema, as text or as an object', () => {
    const schema = { type: 'object', properties: { badge: { type: 'string' } } };
    for (const given of [schema, JSON.stringify(schema)]) {
      const userSchema = { type: 'employee', schema: given };
      expect(requestOf(userSchemaService, 'createUserSchema', { userSchema })).toEqual({
        userSchema: { type: 'employee', schema },
      });
    }
  });

  test('is searched by combined filters', () => {
    const inner = { typeFilter: { type: 'employee' } };
    const filtersUi = {
      notFilter: [{ filter: inner }],
      orFilter: [{ queries: { typeFilter: [inner.typeFilter] } }],
    };
    expect(requestOf(userSchemaService, 'searchUserSchemas', { filtersUi })).toEqual({
      filters: [{ orFilter: { queries: [inner] } }, { notFilter: { filter: inner } }],
    });
  });
});

test('a credential of the browser is sent as base64', () => {
  const publicKeyCredential = JSON.stringify({ id: 'x'.repeat(40), type: 'public-key' });
  const verification = { publicKeyCredential, tokenName: 'Office' };
  expect(requestOf(authService, 'verifyMyPasswordless', { verification })).toEqual({
    verification: {
      publicKeyCredential: Buffer.from(publicKeyCredential).toString('base64'),
      tokenName: 'Office',
    },
  });
});

test.each([
  ['SCHEMA-SFjk3', /Set Instance Features with \{"userSchema": true\}/],
  ['COMMAND-NcJUKo', /private networks.*HTTPClient\.DenyList/],
  ['COMMAND-17e8fq1ggk', /target IDs/],
  ['COMMAND-74aaqj8fv9', /condition/],
  ['COMMAND-Q54j2', /verified phone number/],
  ['COMMA-Grg41', /schema ID/],
  ['QUERY-hj5oaniyrz', /target ID/],
])('the error %s has a remedy in plain sentences', (id, expected) => {
  const { remedy } = explain({ code: 'FAILED_PRECONDITION', message: `Errors.Something (${id})` }).refusal;
  expect(remedy).toMatch(/^[A-Z].*\.$/);
  expect(remedy).toMatch(expected);
});
