import type { INodeParameters } from 'n8n-workflow';

import { errorOf, failureOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';
import { runZitadel, TRANSPORTS, type ZitadelRun } from '../../support/zitadel';

interface Case {
  name: string;
  run: ZitadelRun;
  message: string | RegExp;
  remedy: string | RegExp;
}

const LONG = 'x'.repeat(201);
const person = {
  profile: { givenName: 'Ada', familyName: 'Lovelace' },
  email: { email: 'ada@example.org' },
};

function json(operation: string, request: ZitadelRun['json'], service?: string): ZitadelRun {
  return { operation, json: request, service };
}

function form(operation: string, fields: INodeParameters, service?: string): ZitadelRun {
  return { operation, fields, service };
}

const CASES: Case[] = [
  {
    name: 'malformed JSON',
    run: json('getUserByID', '{"userId": 12,}'),
    message: /^JSON \(jsonBody\): malformed JSON at position 14 \(line 1, column 15\): found "}"$/,
    remedy: 'double quotes',
  },
  {
    name: 'JSON that ends too early, on its second line',
    run: json('getUserByID', '{\n  "userId": "1"'),
    message: /^JSON \(jsonBody\): malformed JSON at position 17 \(line 2, column 16\): the text ends$/,
    remedy: 'every bracket is closed',
  },
  {
    name: 'malformed JSON in a field of the form',
    run: form('listUsers', { additionalFields: { queries: '[{]' } }),
    message: /Filters.*: malformed JSON at position 2/,
    remedy: 'every bracket is closed',
  },
  {
    name: 'JSON that is no object',
    run: json('getUserByID', '["1"]'),
    message: 'JSON (jsonBody): expected a JSON object, got a list',
    remedy: 'Write an object',
  },
  {
    name: 'an unknown field',
    run: json('getUserByID', { userID: '1' }),
    message: 'Unknown field "userID"; did you mean "userId"?',
    remedy: 'Known fields: userId',
  },
  {
    name: 'an unknown field deep inside',
    run: json('addHumanUser', { ...person, profile: { givenName: 'Ada', familiyName: 'Lovelace' } }),
    message: 'Unknown field "profile.familiyName"; did you mean "profile.familyName"?',
    remedy: 'familyName',
  },
  {
    name: 'a field of an operation without any',
    run: json('addMyAuthFactorOTP', { userId: '1' }, 'AuthService'),
    message: 'Unknown field "userId"',
    remedy: 'It takes no fields here.',
  },
  {
    name: 'an unknown enum value',
    run: json('addHumanUser', { ...person, profile: { ...person.profile, gender: 'GENDER_FEMAIL' } }),
    message: 'profile.gender: "GENDER_FEMAIL" is not a value it can have; did you mean "GENDER_FEMALE"?',
    remedy: 'GENDER_DIVERSE',
  },
  {
    name: 'an unknown enum value in a list',
    run: json('listUsers', {
      queries: [{ emailQuery: { emailAddress: 'ada' } }, { stateQuery: { state: 'USER_STATE_ACTIV' } }],
    }),
    message: /^queries\[1\]\.stateQuery\.state: .* did you mean "USER_STATE_ACTIVE"\?$/,
    remedy: 'USER_STATE_LOCKED',
  },
  {
    name: 'two members of a oneof',
    run: json('addHumanUser', { ...person, password: { password: 'p' }, hashedPassword: { hash: 'h' } }),
    message: 'password and hashedPassword exclude each other',
    remedy: 'Keep one of them',
  },
  {
    name: 'a number where text belongs',
    run: json('getUserByID', { userId: 12 }),
    message: 'userId: expected text, got a number',
    remedy: 'in quotes',
  },
  {
    name: 'a list where an object belongs',
    run: json('addHumanUser', { ...person, profile: [] }),
    message: 'profile: expected an object, got a list',
    remedy: '{…}',
  },
  {
    name: 'an ID in the form that an expression leaves empty',
    run: form('getUserByID', { userId: "={{ '' }}" }),
    message: 'User is required',
    remedy: 'Fill in User.',
  },
  {
    name: 'an ID left empty in JSON',
    run: json('registerTOTP', { userId: '' }),
    message: 'userId is required',
    remedy: 'Give userId a value.',
  },
  {
    name: 'an ID left out of JSON',
    run: json('deleteUser', {}),
    message: 'userId is required',
    remedy: 'Give userId a value.',
  },
  {
    name: 'an ID that is too long',
    run: form('removeTOTP', { userId: LONG }),
    message: 'userId has 201 characters, at most 200 are allowed',
    remedy: 'Write 1 to 200 characters',
  },
  {
    name: 'a person without a name',
    run: form('addHumanUser', { profile: { givenName: 'Ada' }, email: { email: 'ada@example.org' } }),
    message: 'profile.familyName is required',
    remedy: 'Give profile.familyName a value.',
  },
  {
    name: 'a person without an e-mail address',
    run: json('addHumanUser', { profile: person.profile }),
    message: 'email is required',
    remedy: 'Give email a value.',
  },
  {
    name: 'a password that is empty',
    run: json('addHumanUser', { ...person, password: { password: '' } }),
    message: 'password.password is required',
    remedy: 'Give password.password a value.',
  },
  {
    name: 'a code of five digits',
    run: form('verifyTOTPRegistration', { userId: '1', code: '12345' }),
    message: 'code must be six digits, got 5 characters',
    remedy: 'as text',
  },
  {
    name: 'a code of letters',
    run: json('verifyMyAuthFactorOTP', { code: 'ABCDEF' }, 'AuthService'),
    message: /^code must be six digits/,
    remedy: 'as text',
  },
  {
    name: 'a code that lost its leading zero as a number',
    run: json('verifyTOTPRegistration', { userId: '1', code: 12345 }),
    message: 'code must be six digits, got a number',
    remedy: 'leading zeros',
  },
  {
    name: 'neither a code nor a secret',
    run: form('verifyTOTPRegistration', { userId: '1' }),
    message: 'code is required',
    remedy: 'give secret to have them made',
  },
  {
    name: 'a code and a secret',
    run: json('verifyTOTPRegistration', { userId: '1', code: '123456', secret: 'JBSWY3DPEHPK3PXP' }),
    message: 'code and secret are both given',
    remedy: 'not both',
  },
  {
    name: 'a secret that is not base32',
    run: json('verifyTOTPRegistration', { userId: '1', secret: 'not-base-32!' }),
    message: 'secret is not a base32 secret',
    remedy: 'letters A to Z and digits 2 to 7',
  },
  {
    name: 'an otpauth address as the secret',
    run: json('verifyMyAuthFactorOTP', { secret: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' }, 'AuthService'),
    message: 'secret is not a base32 secret',
    remedy: 'not the otpauth address',
  },
  {
    name: 'a limit that is no whole number',
    run: { operation: 'listUsers', settings: { limit: 1.5 } },
    message: 'Limit: expected a whole number',
    remedy: '1 or more',
  },
  {
    name: 'a concurrency of nothing',
    run: { operation: 'listUsers', settings: { options: { concurrency: 0 } } },
    message: 'Concurrency: expected a whole number',
    remedy: 'from 1 to 100',
  },
  {
    name: 'an unknown operation',
    run: { operation: 'registerTotp', json: { userId: '1' } },
    message: 'The operation "registerTotp" is not known; did you mean "registerTOTP"?',
    remedy: 'registerTOTP',
  },
  {
    name: 'a QR code field that is no name',
    run: { operation: 'registerTOTP', fields: { userId: '1' }, settings: { options: { qrCode: 5 } } },
    message: 'QR Code: expected the name of a binary field, got a number',
    remedy: 'qrCode',
  },
];

let stub: Stub;

beforeAll(async () => {
  stub = await startStub({ kind: 'rest' });
});

afterAll(closeStubs);

test.each(CASES)('$name is refused before anything is sent', async ({ run, message, remedy }) => {
  const sentBefore = stub.requests.length;
  const credential = { url: stub.url };
  const error = errorOf(await runZitadel({ ...run, credential, transport: 'http' }));
  expect(error.name).toBe('NodeOperationError');
  expect(error.message).toMatch(message);
  expect(error.description).toMatch(remedy);
  expect(error.context?.itemIndex).toBe(0);
  expect(stub.requests).toHaveLength(sentBefore);
});

test.each(TRANSPORTS)(
  'over %s only the faulty items fail, and only the others are sent',
  async (transport) => {
    const server = await startStub({ kind: transport === 'grpc' ? 'grpc' : 'rest' });
    const items = ['1', '', '2', LONG, '3'].map((id) => ({ id }));
    const result = await runZitadel({
      operation: 'getUserByID',
      fields: { userId: '={{ $json.id }}' },
      credential: { url: server.url },
      transport,
      items,
      continueOnFail: true,
    });
    const failures = rowsOf(result).map((row) => failureOf(row)?.code);
    expect(failures).toEqual([undefined, 'INVALID_INPUT', undefined, 'INVALID_INPUT', undefined]);
    expect(server.requests).toHaveLength(3);
  },
);

test('a faulty item stops the node before any item is sent', async () => {
  const sentBefore = stub.requests.length;
  const result = await runZitadel({
    operation: 'getUserByID',
    fields: { userId: '={{ $json.id }}' },
    credential: { url: stub.url },
    transport: 'http',
    items: [{ id: '1' }, { id: '' }, { id: '2' }],
  });
  expect(errorOf(result).context?.itemIndex).toBe(1);
  expect(stub.requests).toHaveLength(sentBefore);
});
