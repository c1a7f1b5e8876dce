import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { splitType } from '../../../nodes/Zitadel/catalogue/fieldType';
import index from '../../../nodes/Zitadel/catalogue/generated/index.json';
import { inputErrorOf } from '../support/errors';
import type { JsonObject } from '../../../nodes/shared/json';

const SERVICES = Object.keys(index);
const TOO_LONG = 'x'.repeat(201);
const ADA: JsonObject = {
  profile: { givenName: 'Ada', familyName: 'Lovelace' },
  email: { email: 'ada@example.org', isVerified: true },
};

/** Checks a request of a method of a service. */
async function check(service: string, method: string, request: JsonObject): Promise<JsonObject> {
  const description = await loadCatalogue(service);
  return checkRequest(description, description.methods[method]?.request ?? '', request);
}

/** The message of the error that a request of a method is refused with. */
async function refusalOf(service: string, method: string, request: JsonObject): Promise<string> {
  const description = await loadCatalogue(service);
  const message = description.methods[method]?.request ?? '';
  return inputErrorOf(() => checkRequest(description, message, request)).message;
}

describe.each(SERVICES)('the rules of %s', (name) => {
  let service: ServiceDescription;
  beforeAll(async () => {
    service = await loadCatalogue(name);
  });

  test('are about messages and fields that the service has', () => {
    for (const [message, rules] of Object.entries(service.rules)) {
      const fields = Object.keys(service.messages[message] ?? {});
      const named = Object.values(rules as Record<string, object>).flatMap((rule) =>
        Array.isArray(rule) ? (rule.flat() as string[]) : Object.keys(rule),
      );
      expect([message, fields]).toEqual([message, expect.arrayContaining(named)]);
    }
  });

  test('have limits that a value can keep, values that an enum has, and choices between fields that can be left out', () => {
    for (const [message, rules] of Object.entries(service.rules)) {
      const { length, textBytes, bytes, items, range, seconds, not = {}, oneofs = [], needed = [] } = rules;
      for (const limits of [length, textBytes, bytes, items, range, seconds]) {
        for (const [least, most] of Object.values(limits ?? {})) {
          expect(least).toBeGreaterThanOrEqual(0);
          expect(least).toBeLessThanOrEqual(most ?? Infinity);
        }
      }
      const types = service.messages[message] ?? {};
      for (const [field, values] of Object.entries(not)) {
        expect(service.enums[splitType(types[field] ?? '').name]).toEqual(expect.arrayContaining(values));
      }
      for (const group of oneofs) expect(group.length).toBeGreaterThan(1);
      for (const field of [...oneofs, ...needed].flat()) {
        expect([message, field, types[field]]).toEqual([message, field, expect.stringMatching(/^optional /)]);
      }
    }
  });
});

test('a service is read once', async () => {
  expect(loadCatalogue('UserService')).toBe(loadCatalogue('UserService'));
  expect((await loadCatalogue('UserService')).service).toBe('zitadel.user.v2.UserService');
});

describe('a user to create', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['with the least', ADA, ADA],
    [
      'in the names of the proto',
      {
        user_id: '7',
        profile: { given_name: 'Ada', family_name: 'Lovelace', preferred_language: 'en' },
        email: { email: 'ada@example.org', return_code: {} },
      },
      {
        userId: '7',
        profile: { givenName: 'Ada', familyName: 'Lovelace', preferredLanguage: 'en' },
        email: { email: 'ada@example.org', returnCode: {} },
      },
    ],
    [
      'with everything beside',
      {
        ...ADA,
        username: 'ada',
        organization: { orgId: '1' },
        phone: { phone: '+41791234567', sendCode: {} },
        metadata: [{ key: 'team', value: 'Y29yZQ==' }],
        password: { password: 'Secret-1', changeRequired: false },
        idpLinks: [{ idpId: '1', userId: '2', userName: 'ada' }],
        totpSecret: 'JBSWY3DPEHPK3PXP',
      },
      {
        ...ADA,
        username: 'ada',
        organization: { orgId: '1' },
        phone: { phone: '+41791234567', sendCode: {} },
        metadata: [{ key: 'team', value: 'Y29yZQ==' }],
        password: { password: 'Secret-1', changeRequired: false },
        idpLinks: [{ idpId: '1', userId: '2', userName: 'ada' }],
        totpSecret: 'JBSWY3DPEHPK3PXP',
      },
    ],
  ])('is sent %s', async (_, request, sent) => {
    expect(await check('UserService', 'addHumanUser', request)).toEqual(sent);
  });

  test.each<[string, JsonObject, string]>([
    ['no profile', { email: { email: 'a@b.c' } }, 'profile is required'],
    ['no e-mail address', { profile: { givenName: 'A', familyName: 'B' } }, 'email is required'],
    ['no family name', { ...ADA, profile: { givenName: 'Ada' } }, 'profile.familyName is required'],
    [
      'an empty given name',
      { ...ADA, profile: { givenName: '', familyName: 'L' } },
      'profile.givenName is required',
    ],
    ['a wrong address', { ...ADA, email: { email: 'ada' } }, 'email.email is not an email address'],
    [
      'an address that is verified and to be verified',
      { ...ADA, email: { email: 'ada@example.org', isVerified: true, sendCode: {} } },
      'exclude each other',
    ],
    [
      'two passwords',
      { ...ADA, password: { password: 'a' }, hashedPassword: { hash: 'b' } },
      'password and hashedPassword exclude each other',
    ],
    ['two organizations', { ...ADA, organization: { orgId: '1', orgDomain: 'a' } }, 'exclude each other'],
    [
      'too long a user ID',
      { ...ADA, userId: TOO_LONG },
      'userId has 201 characters, at most 200 are allowed',
    ],
    [
      'too long a language',
      { ...ADA, profile: { givenName: 'A', familyName: 'B', preferredLanguage: 'abcdefghijk' } },
      'profile.preferredLanguage has 11 characters, at most 10 are allowed',
    ],
    ['a misspelled field', { ...ADA, usrename: 'ada' }, 'Unknown field "usrename"; did you mean "username"?'],
    [
      'a misspelled gender',
      { ...ADA, profile: { givenName: 'A', familyName: 'B', gender: 'GENDER_FEMAEL' } },
      'profile.gender: "GENDER_FEMAEL" is not a value it can have; did you mean "GENDER_FEMALE"?',
    ],
    [
      'a user ID that is a number',
      { ...ADA, userId: 163840776835432705 },
      'userId: expected text, got a number',
    ],
    ['metadata without a key', { ...ADA, metadata: [{ value: 'aGk=' }] }, 'metadata[0].key is required'],
  ])('is refused with %s', async (_, request, message) => {
    expect(await refusalOf('UserService', 'addHumanUser', request)).toContain(message);
  });
});

describe('a search for users', () => {
  test('may combine queries', async () => {
    const queries: JsonObject[] = [
      {
        orQuery: {
          queries: [
            { emailQuery: { emailAddress: '@example.org', method: 'TEXT_QUERY_METHOD_ENDS_WITH' } },
            { notQuery: { query: { stateQuery: { state: 'USER_STATE_INACTIVE' } } } },
          ],
        },
      },
    ];
    expect(await check('UserService', 'listUsers', { queries })).toEqual({ queries });
  });

  test('takes offsets as numbers and sends them as proto3 JSON has them', async () => {
    expect(
      await check('UserService', 'listUsers', { query: { offset: 20, limit: '10', asc: true } }),
    ).toEqual({
      query: { offset: '20', limit: 10, asc: true },
    });
  });

  test.each<[string, JsonObject, string]>([
    [
      'a misspelled enum deep inside',
      { queries: [{ notQuery: { query: { stateQuery: { state: 'USER_STATE_ACTVE' } } } }] },
      'queries[0].notQuery.query.stateQuery.state: "USER_STATE_ACTVE" is not a value it can have; did you mean "USER_STATE_ACTIVE"?',
    ],
    [
      'a misspelled field deep inside',
      { queries: [{ orQuery: { queries: [{ emailQuery: { emailAdress: 'a' } }] } }] },
      'Unknown field "queries[0].orQuery.queries[0].emailQuery.emailAdress"; did you mean "queries[0].orQuery.queries[0].emailQuery.emailAddress"?',
    ],
    [
      'two kinds in one query',
      { queries: [{ emailQuery: { emailAddress: 'a' }, userNameQuery: { userName: 'b' } }] },
      'exclude each other',
    ],
    ['a negative offset', { query: { offset: -1 } }, 'query.offset: expected a whole number of 0 or more'],
    [
      'a limit beyond 32 bits',
      { query: { limit: 4294967296 } },
      'query.limit: expected a whole number of 0 or more',
    ],
    [
      'a single query instead of a list',
      { queries: { emailQuery: {} } },
      'queries: expected a list, got an object',
    ],
  ])('is refused with %s', async (_, request, message) => {
    expect(await refusalOf('UserService', 'listUsers', request)).toContain(message);
  });

  test('is refused where it is nested without end', async () => {
    let query: JsonObject = { userNameQuery: { userName: 'a' } };
    for (let depth = 0; depth < 60; depth++) query = { notQuery: { query } };
    expect(await refusalOf('UserService', 'listUsers', { queries: [query] })).toContain('nested more than');
  });
});

describe('the methods of two-factor sign-in', () => {
  test.each(['registerTOTP', 'removeTOTP', 'getUserByID', 'deleteUser', 'listAuthenticationMethodTypes'])(
    '%s needs a user ID of at most 200 characters, and takes no other field',
    async (method) => {
      expect(await check('UserService', method, { userId: '7' })).toEqual({ userId: '7' });
      expect(await check('UserService', method, { user_id: '7' })).toEqual({ userId: '7' });
      expect(await refusalOf('UserService', method, {})).toBe('userId is required');
      expect(await refusalOf('UserService', method, { userId: TOO_LONG })).toContain('201 characters');
      expect(await refusalOf('UserService', method, { userID: '7' })).toBe(
        'Unknown field "userID"; did you mean "userId"?',
      );
    },
  );

  test('verifyTOTPRegistration needs a user ID and a code', async () => {
    const request = { userId: '7', code: '123456' };
    expect(await check('UserService', 'verifyTOTPRegistration', request)).toEqual(request);
    expect(await refusalOf('UserService', 'verifyTOTPRegistration', { code: '123456' })).toBe(
      'userId is required',
    );
    expect(await refusalOf('UserService', 'verifyTOTPRegistration', { userId: '7' })).toBe(
      'code is required',
    );
  });

  test.each(['addMyAuthFactorOTP', 'removeMyAuthFactorOTP'])('%s takes nothing', async (method) => {
    expect(await check('AuthService', method, {})).toEqual({});
    expect(await refusalOf('AuthService', method, { userId: '7' })).toContain('Unknown field "userId"');
  });
});

describe('values of other services', () => {
  test('are checked in maps', async () => {
    const metadata = { first: 'aGk=', 'second.key': '' };
    expect(await check('SessionService', 'createSession', { metadata, lifetime: '3600s' })).toEqual({
      metadata,
      lifetime: '3600s',
    });
    expect(await refusalOf('SessionService', 'createSession', { metadata: { first: 'é' } })).toContain(
      'metadata.first: expected base64 text',
    );
    expect(await refusalOf('SessionService', 'createSession', { lifetime: '1h' })).toContain(
      'lifetime: expected a duration in seconds',
    );
  });

  test('of an enum are written by name, also where some numbers are not in use', async () => {
    expect(await refusalOf('FeatureService', 'setInstanceFeatures', { improvedPerformance: [1] })).toContain(
      'improvedPerformance[0]: a number is not a value it can have',
    );
  });
});
