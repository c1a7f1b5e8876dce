import type { INodeParameters } from 'n8n-workflow';

import { runDirectus, type DirectusRun } from '../../support/directus';
import { errorOf, failureOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

interface Case {
  name: string;
  run: DirectusRun;
  message: string | RegExp;
  remedy: string | RegExp;
}

const SECRET = 'JBSWY3DPEHPK3PXP';

function json(operation: string, request: DirectusRun['json'], resource = 'users'): DirectusRun {
  return { resource, operation, json: request };
}

function form(operation: string, fields: INodeParameters, resource = 'users'): DirectusRun {
  return { resource, operation, fields };
}

const CASES: Case[] = [
  {
    name: 'malformed JSON',
    run: json('create', '{"data": {"email": "a@example.org"]}'),
    message: /^JSON \(jsonBody\): malformed JSON at position 34 \(line 1, column 35\): found "]"$/,
    remedy: 'every bracket is closed',
  },
  {
    name: 'malformed JSON in a field of the form',
    run: form('list', { filter: '{"email": }' }),
    message: /Filters \(JSON\): malformed JSON at position 10 .*found "}"/,
    remedy: 'every bracket is closed',
  },
  {
    name: 'malformed JSON inside the request',
    run: json('list', { query: { filter: '{"email"' } }),
    message: /^query\.filter: malformed JSON at position 8 .*the text ends$/,
    remedy: 'every bracket is closed',
  },
  {
    name: 'an unknown part of the request',
    run: json('get', { ids: '1' }),
    message: 'Field "ids" is not known; did you mean "id"?',
    remedy: 'Known: id, query.',
  },
  {
    name: 'an unknown query field',
    run: json('list', { query: { filtre: {} } }),
    message: 'Query field "filtre" is not known; did you mean "filter"?',
    remedy: 'filter',
  },
  {
    name: 'an unknown field of the body',
    run: json('login', { data: { email: 'a@example.org', password: 'p', opt: '123456' } }, 'auth'),
    message: 'Field "opt" is not known; did you mean "otp"?',
    remedy: 'otp',
  },
  {
    name: 'an unknown status',
    run: json('create', { data: { status: 'suspendet' } }),
    message: 'status: "suspendet" is not a value it can have; did you mean "suspended"?',
    remedy: 'active, archived',
  },
  {
    name: 'an unknown sign-in mode',
    run: json('login', { data: { email: 'a@example.org', password: 'p', mode: 'jsn' } }, 'auth'),
    message: 'mode: "jsn" is not a value it can have; did you mean "json"?',
    remedy: 'Values: json.',
  },
  {
    name: 'an ID left empty',
    run: json('get', { id: '' }),
    message: 'id is required',
    remedy: 'Give id a value.',
  },
  {
    name: 'an ID in the form that an expression leaves empty',
    run: form('delete', { id: "={{ '' }}" }),
    message: 'User is required',
    remedy: 'Fill in User.',
  },
  {
    name: 'an ID that is too long',
    run: form('get', { id: 'x'.repeat(256) }),
    message: 'id has 256 characters, at most 255 are allowed',
    remedy: 'Check the ID.',
  },
  {
    name: 'an ID that leads to another route',
    run: form('delete', { id: '..' }),
    message: 'id: ".." is not an ID',
    remedy: 'Write another one',
  },
  {
    name: 'an ID that is an object',
    run: json('get', { id: { a: 1 } }),
    message: 'id: expected text, got an object',
    remedy: 'in quotes',
  },
  {
    name: 'a missing password to generate with',
    run: json('generate2FA', { data: {} }),
    message: 'password is required',
    remedy: 'Give password a value.',
  },
  {
    name: 'a missing password in the form',
    run: form('generate2FA', { password: "={{ '' }}" }),
    message: 'Password is required',
    remedy: 'Fill in Password.',
  },
  {
    name: 'a missing password to sign in with',
    run: json('login', { data: { email: 'a@example.org' } }, 'auth'),
    message: 'password is required',
    remedy: 'Give password a value.',
  },
  {
    name: 'a missing secret',
    run: json('enable2FA', { data: { otp: '123456' } }),
    message: 'secret is required',
    remedy: 'Give secret a value.',
  },
  {
    name: 'neither a code nor a secret',
    run: json('disable2FA', { data: {} }),
    message: 'otp is required',
    remedy: 'give secret to have them made',
  },
  {
    name: 'a code of seven digits',
    run: form('enable2FA', { secret: SECRET, otp: '1234567' }),
    message: 'otp must be six digits, got 7 characters',
    remedy: 'as text',
  },
  {
    name: 'a code that lost its leading zero as a number',
    run: json('disable2FA', { data: { otp: 12345 } }),
    message: 'otp must be six digits, got a number',
    remedy: 'leading zeros',
  },
  {
    name: 'a code of other digits than ASCII’s',
    run: json('disable2FA', { data: { otp: '١٢٣٤٥٦' } }),
    message: /^otp must be six digits/,
    remedy: 'as text',
  },
  {
    name: 'a secret that is not base32',
    run: form('enable2FA', { secret: 'SECRET-0189' }),
    message: 'secret is not a base32 secret',
    remedy: 'letters A to Z and digits 2 to 7',
  },
  {
    name: 'a code and a secret where one is enough',
    run: json('disable2FA', { data: { otp: '123456', secret: SECRET } }),
    message: 'otp and secret are both given',
    remedy: 'not both',
  },
  {
    name: 'a limit below what Directus has',
    run: json('list', { query: { limit: -2 } }),
    message: 'query.limit: expected a whole number',
    remedy: '-1 or more',
  },
  {
    name: 'fields that are no names',
    run: json('list', { query: { fields: [1] } }),
    message: 'query.fields: expected names, got a list',
    remedy: 'id,email',
  },
  {
    name: 'a batch size of nothing',
    run: { operation: 'list', settings: { options: { batchSize: 0 } } },
    message: 'Batch Size: expected a whole number',
    remedy: 'from 1 to 1000',
  },
  {
    name: 'an unknown operation',
    run: { operation: 'getMany' },
    message: /^The operation "getMany" is not known/,
    remedy: /^Write /,
  },
  {
    name: 'an unknown choice of whose account it is',
    run: {
      operation: 'disable2FA',
      json: { data: { otp: '123456' } },
      settings: { actAs: '={{ "somebody" }}', email: 'a@example.org', password: 'p' },
    },
    message: 'Act As: unknown choice',
    remedy: 'signIn',
  },
];

let stub: Stub;

beforeAll(async () => {
  stub = await startStub({ kind: 'rest' });
});

afterAll(closeStubs);

test.each(CASES)('$name is refused before anything is sent', async ({ run, message, remedy }) => {
  const sentBefore = stub.requests.length;
  const error = errorOf(await runDirectus({ ...run, credential: { url: stub.url } }));
  expect(error.name).toBe('NodeOperationError');
  expect(error.message).toMatch(message);
  expect(error.description).toMatch(remedy);
  expect(error.context?.itemIndex).toBe(0);
  expect(stub.requests).toHaveLength(sentBefore);
});

test.each([100, 1])('with batch size %i only the faulty items fail', async (batchSize) => {
  const sentBefore = stub.requests.length;
  const items = ['1', '', '1', '..', '1'].map((id) => ({ id }));
  const result = await runDirectus({
    operation: 'get',
    fields: { id: '={{ $json.id }}' },
    settings: { options: { batchSize } },
    credential: { url: stub.url },
    items,
    continueOnFail: true,
  });
  const failures = rowsOf(result).map((row) => failureOf(row)?.code);
  expect(failures).toEqual([undefined, 'INVALID_INPUT', undefined, 'INVALID_INPUT', undefined]);
  const sent = stub.requests.slice(sentBefore);
  expect(sent.some(({ path }) => path.includes('..'))).toBe(false);
});

test('a field that the collection does not have is refused, with the nearest that it has', async () => {
  const run = json('create', { data: { email: 'nobody@example.org', frist_name: 'Ada' } });
  const error = errorOf(await runDirectus(run));
  expect(error.message).toBe('Field "frist_name" is not known; did you mean "first_name"?');
});
