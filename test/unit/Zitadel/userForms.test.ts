import { SIMPLIFIERS } from '../../../nodes/Zitadel/reply/simplifiers';
import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';

import type { FormField } from '../../../nodes/shared/form/operation';
import { toProperties } from '../../../nodes/shared/form/properties';
import { readRequest } from '../../../nodes/shared/form/request';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { listingOf } from '../../../nodes/Zitadel/call/listing';
import type { ZitadelOperation } from '../../../nodes/Zitadel/operation';
import { userService } from '../../../nodes/Zitadel/services/user/table';
import { fakeItem, NODE, type Parameters } from '../support/execution';
import { compareWithMessage, fieldsBelow, fillForm, jsonExamples } from './forms';
import type { JsonObject } from '../../../nodes/shared/json';

function simplified(method: string, row: JsonObject): JsonObject {
  return SIMPLIFIERS[rowOf(method).simplify ?? 'user'](row);
}

/** Those that are one method each; a page that somebody waits at is several. */
const OPERATIONS = userService.operations
  .filter(({ waits }) => waits !== true)
  .map((operation): [string, ZitadelOperation] => [operation.value, operation]);
const PROPERTIES = toProperties({ label: 'Service', tables: [userService] }, '');
const DESCRIPTION = { properties: PROPERTIES } as INodeTypeDescription;
/** Enough for each choice of each form to be made. */
const ROUNDS = Array.from({ length: 20 }, (_, round) => round);

let service: ServiceDescription;
beforeAll(async () => {
  service = await loadCatalogue('UserService');
});

/** The row of a method. */
function rowOf(method: string): ZitadelOperation {
  const row = userService.operations.find(({ value }) => value === method);
  if (row === undefined) throw new Error(`No row ${method}`);
  return row;
}

function messageOf({ value }: ZitadelOperation): string {
  return service.methods[value]?.request ?? '';
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

/** What n8n keeps of the parameters of a node: neither what it does not know nor what it does not show. */
function keptByEditor(parameters: INodeParameters): INodeParameters {
  return NodeHelpers.getNodeParameters(PROPERTIES, parameters, true, false, NODE, DESCRIPTION) ?? {};
}

/** The request that a filled form becomes. */
function requestOf(operation: ZitadelOperation, parameters: Parameters): JsonObject {
  return checkRequest(service, messageOf(operation), readRequest(fakeItem(operation, parameters)).values);
}

describe('the operations of UserService', () => {
  test('are its methods, each once, with those that only the server has', () => {
    const rows = OPERATIONS.map(([name]) => name);
    expect([...rows].sort()).toEqual(Object.keys(service.methods).sort());
    expect(rows).toHaveLength(60);
    const beyondPackage = rows.filter((name) => service.methods[name]?.httpOnly === true);
    expect(beyondPackage.sort()).toEqual(['generateRecoveryCodes', 'removeRecoveryCodes']);
  });

  test('say that they are deprecated where they are, and what to use instead', () => {
    const names = new Set(userService.operations.map(({ name }) => name));
    for (const [method, { name, description }] of OPERATIONS) {
      const [, successor = ''] = /Deprecated: use ([A-Z][A-Za-z ]*?)( with .*)?\.$/.exec(description) ?? [];
      const isDeprecated = service.methods[method]?.deprecated === true;
      expect([method, names.has(successor)]).toEqual([method, isDeprecated]);
      expect([method, name.endsWith(' (Deprecated)')]).toEqual([method, isDeprecated]);
    }
  });

  test('are lists where the method gives one', () => {
    const lists = OPERATIONS.filter(([, { list }]) => list === true).map(([method]) => method);
    const expected = OPERATIONS.map(([method]) => method).filter(
      (method) => listingOf(service, method) !== undefined,
    );
    expect(lists).toEqual(expected);
    expect(lists).toHaveLength(7);
  });

  test('have actions of their own', () => {
    const actions = userService.operations.map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
  });

  test('take at most 130 kB of the description that the editor loads', () => {
    expect(JSON.stringify(PROPERTIES).length).toBeLessThan(130_000);
  });

  test('keep from n8n what only the router needs', () => {
    expect(JSON.stringify(PROPERTIES)).not.toMatch(/"(bytes|requestField|oneof)":/);
  });
});

describe.each(OPERATIONS)('the form of %s', (method, operation) => {
  test('has fields that the request has, of their types', () => {
    expect(compareWithMessage(service, sentFields(operation), messageOf(operation)).faults).toEqual([]);
  });

  test('reaches every field of the request', () => {
    const { reached } = compareWithMessage(service, sentFields(operation), messageOf(operation));
    // Limit and Return All set the limit of a list.
    const wanted = [...fieldsBelow(service, messageOf(operation))].filter(
      (field) => !field.endsWith('.limit'),
    );
    expect(wanted.filter((field) => !reached.has(field))).toEqual([]);
  });

  test('requires what the server requires', () => {
    const required = service.rules[messageOf(operation)]?.required ?? [];
    const shown = (operation.fields ?? []).map(({ name, requestField }) => requestField ?? name);
    expect(required.filter((field) => !shown.includes(field))).toEqual([]);
  });

  test('becomes a request that is accepted, and n8n keeps all of it and finds no fault', () => {
    const forms = new Map<string, INodeParameters>();
    for (const round of ROUNDS) {
      const { fields: own = [], filters = [] } = operation;
      const fields = fillForm(service, [...own, ...filters], messageOf(operation), round);
      const { secret: _, ...form } = fields;
      const additional = fillForm(service, operation.additionalFields ?? [], messageOf(operation), round);
      const parameters =
        operation.additionalFields === undefined ? form : { ...form, additionalFields: additional };
      forms.set(JSON.stringify(parameters), parameters);
    }
    for (const parameters of forms.values()) {
      expect(Object.keys(requestOf(operation, parameters)).length).toBeGreaterThan(0);
      const kept = keptByEditor({ resource: 'UserService', operation: method, ...parameters });
      expect(kept).toMatchObject(parameters);
      const node = { ...NODE, parameters: kept };
      expect(NodeHelpers.getNodeParametersIssues(PROPERTIES, node, DESCRIPTION)).toBeNull();
    }
  });

  test('has examples of JSON that fit the request', () => {
    const lenient = { ...service, rules: {} };
    for (const [name, example] of jsonExamples([
      ...(operation.filters ?? []),
      ...(operation.additionalFields ?? []),
    ])) {
      expect(checkRequest(lenient, messageOf(operation), { [name]: example })).toEqual({ [name]: example });
    }
  });
});

test('the rules are about fields that their messages have', () => {
  for (const [message, rules] of Object.entries(service.rules)) {
    const { required = [], email = [], onlyTrue = [], oneofs = [], needed = [] } = rules;
    const { length = {}, range = {}, bytes = {} } = rules;
    const measured = [length, range, bytes].flatMap((limits) => Object.keys(limits));
    const fields = [...required, ...email, ...onlyTrue, ...oneofs.flat(), ...needed.flat(), ...measured];
    expect([message, fields.filter((field) => service.messages[message]?.[field] === undefined)]).toEqual([
      message,
      [],
    ]);
    for (const field of Object.keys(bytes)) expect(service.messages[message]?.[field]).toBe('bytes');
    for (const field of onlyTrue) expect(service.messages[message]?.[field]).toBe('optional bool');
  }
});

describe('a filter for users', () => {
  test('is put together entry by entry, and joined with that of JSON', () => {
    const method = 'TEXT_QUERY_METHOD_STARTS_WITH';
    const form = {
      queriesUi: {
        orQuery: [
          {
            queries: {
              emailQuery: [
                { emailAddress: 'ada', method },
                { emailAddress: 'grace', method },
              ],
              stateQuery: [{ state: 'USER_STATE_LOCKED' }],
            },
          },
        ],
        notQuery: [{ query: { typeQuery: { type: 'TYPE_MACHINE' } } }],
        metadataValueFilter: [{ value: 'core', method: 'BYTE_FILTER_METHOD_EQUALS' }],
      },
      queries: '[{ "inUserIdsQuery": { "userIds": ["7"] } }]',
    };
    expect(requestOf(rowOf('listUsers'), form).queries).toEqual([
      {
        orQuery: {
          queries: [
            { emailQuery: { emailAddress: 'ada', method } },
            { emailQuery: { emailAddress: 'grace', method } },
            { stateQuery: { state: 'USER_STATE_LOCKED' } },
          ],
        },
      },
      { notQuery: { query: { typeQuery: { type: 'TYPE_MACHINE' } } } },
      { metadataValueFilter: { value: 'Y29yZQ==', method: 'BYTE_FILTER_METHOD_EQUALS' } },
      { inUserIdsQuery: { userIds: ['7'] } },
    ]);
  });

  test('that was added and left empty is none', () => {
    expect(requestOf(rowOf('listUsers'), { queriesUi: {} })).toEqual({});
  });

  test('may not turn round two filters at once', () => {
    const query = { stateQuery: { state: 'USER_STATE_ACTIVE' }, typeQuery: { type: 'TYPE_HUMAN' } };
    const queriesUi = { notQuery: [{ query }] };
    expect(() => requestOf(rowOf('listUsers'), { queriesUi })).toThrow('exclude each other');
  });
});

describe('a new user', () => {
  const profile = { givenName: 'Ada', familyName: 'Lovelace' };

  test('is a person unless said otherwise', () => {
    const email = {
      email: 'ada@example.org',
      verification: '{"sendCode":{}}',
      sendCode: { urlTemplate: 'https://a.b' },
    };
    const form = {
      organizationId: '1',
      userType: '{"human":{}}',
      human: { profile, email, metadataUi: { entry: [{ key: 'team', value: 'core' }] } },
    };
    expect(requestOf(rowOf('createUser'), form)).toEqual({
      organizationId: '1',
      human: {
        profile,
        email: { email: 'ada@example.org', sendCode: { urlTemplate: 'https://a.b' } },
        metadata: [{ key: 'team', value: 'Y29yZQ==' }],
      },
    });
  });

  test('may be a service user', () => {
    const form = { organizationId: '1', userType: '{"machine":{}}', machine: { name: 'Robot' } };
    expect(requestOf(rowOf('createUser'), form)).toEqual({ organizationId: '1', machine: { name: 'Robot' } });
  });

  test('is asked for by name, e-mail address, username and password', () => {
    const form = {
      givenName: 'Ada',
      familyName: 'Lovelace',
      emailAddress: 'ada@example.org',
      username: 'ada',
      initialPassword: 'Secr3t!',
      organizationId: '1',
      human: { phone: { phone: '+41791234567' } },
    };
    expect(requestOf(rowOf('createUser'), form)).toEqual({
      username: 'ada',
      organizationId: '1',
      human: {
        profile,
        email: { email: 'ada@example.org' },
        password: { password: 'Secr3t!' },
        phone: { phone: '+41791234567' },
      },
    });
  });

  test('is no longer asked for what the person brings along, nor for a person where it is a service user', () => {
    const human = { profile, email: { email: 'ada@example.org' } };
    const wholes: INodeParameters[] = [{ human }, { userType: '{"machine":{}}', machine: { name: 'Robot' } }];
    for (const whole of wholes) {
      const organizationId = { __rl: true, mode: 'id', value: '1' };
      const form = { resource: 'UserService', operation: 'createUser', organizationId, ...whole };
      const node = { ...NODE, parameters: keptByEditor(form) };
      expect(NodeHelpers.getNodeParametersIssues(PROPERTIES, node, DESCRIPTION)).toBeNull();
    }
    expect(requestOf(rowOf('createUser'), { organizationId: '1', human })).toEqual({
      organizationId: '1',
      human,
    });
    const text = JSON.stringify(human);
    expect(requestOf(rowOf('createUser'), { organizationId: '1', human: text })).toEqual({
      organizationId: '1',
      human,
    });
    const machine = { name: 'Robot' };
    expect(requestOf(rowOf('createUser'), { organizationId: '1', machine })).toEqual({
      organizationId: '1',
      machine,
    });
  });

  test.each<[INodeParameters, string]>([
    [{}, 'Given Name is required'],
    [{ givenName: 'Ada' }, 'Family Name is required'],
    [{ givenName: 'Ada', familyName: 'Lovelace' }, 'Email is required'],
    [{ human: { profile } }, 'Email is required'],
  ])('may not be %j alone', (form, message) => {
    expect(() => requestOf(rowOf('createUser'), { organizationId: '1', ...form })).toThrow(message);
    const stored = { resource: 'UserService', operation: 'createUser', ...form };
    const node = { ...NODE, parameters: keptByEditor(stored) };
    const issues = NodeHelpers.getNodeParametersIssues(PROPERTIES, node, DESCRIPTION)?.parameters ?? {};
    expect(Object.values(issues).flat()).toContain(`Parameter "${message.replace(' is', '" is')}.`);
  });

  test('may keep an address unverified, but not a number', () => {
    const email = { email: 'ada@example.org', isVerified: false };
    const request = { profile, email, phone: { phone: '+41791234567', isVerified: false } };
    const message = messageOf(rowOf('addHumanUser'));
    expect(() => checkRequest(service, message, request)).toThrow('phone.isVerified may not be false');
    expect(checkRequest(service, message, { profile, email })).toEqual({ profile, email });
  });
});

test('an update without a phone number removes it', () => {
  const form = { userId: '7', userType: '{"human":{}}', human: { phone: { phone: '' } } };
  expect(requestOf(rowOf('updateUser'), form)).toEqual({ userId: '7', human: { phone: { phone: '' } } });
});

test('a code that is returned needs no options for sending it', () => {
  const form = { userId: '7', verification: '{"returnCode":{}}', sendCode: {} };
  expect(requestOf(rowOf('sendEmailCode'), form)).toEqual({ userId: '7', returnCode: {} });
});

describe('a simplified user', () => {
  const details = {
    sequence: '9',
    changeDate: '2030-01-02T00:00:00.000Z',
    resourceOwner: '1',
    creationDate: '2030-01-01T00:00:00.000Z',
  };
  const common = {
    userId: '7',
    state: 'USER_STATE_ACTIVE',
    username: 'ada',
    loginNames: ['ada@example.org'],
    preferredLoginName: 'ada@example.org',
    details,
  };
  const flat = {
    userId: '7',
    username: 'ada',
    state: 'USER_STATE_ACTIVE',
    preferredLoginName: 'ada@example.org',
    organizationId: '1',
    creationDate: details.creationDate,
    changeDate: details.changeDate,
  };

  test.each<[string, (user: JsonObject) => JsonObject]>([
    ['getUserByID', (user) => ({ details, user })],
    ['listUsers', (user) => user],
  ])('of %s is flat', (method, wrap) => {
    const human = {
      profile: { givenName: 'Ada', familyName: 'Lovelace', displayName: 'Ada L.', preferredLanguage: 'en' },
      email: { email: 'ada@example.org', isVerified: true },
      phone: {},
    };
    expect(simplified(method, wrap({ ...common, human }))).toEqual({
      ...flat,
      type: 'human',
      givenName: 'Ada',
      familyName: 'Lovelace',
      displayName: 'Ada L.',
      preferredLanguage: 'en',
      email: 'ada@example.org',
      isEmailVerified: true,
      phone: null,
      isPhoneVerified: false,
    });
    expect(simplified(method, wrap({ ...common, machine: { name: 'Robot' } }))).toEqual({
      ...flat,
      type: 'machine',
      displayName: 'Robot',
      description: null,
      hasSecret: false,
    });
  });
});
