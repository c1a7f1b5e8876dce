import type { Refusal } from '../../../nodes/shared/errors';
import { toServiceError } from '../../../nodes/Directus/reply/remedies';

const ADDRESS = 'https://directus.example.org';

/** What a reply of Directus becomes. */
function refusalOf(status: number, ...errors: Array<[code: string, message: string]>): Refusal {
  const body = { errors: errors.map(([code, message]) => ({ message, extensions: { code } })) };
  return toServiceError({ status, headers: {}, body }, ADDRESS).refusal;
}

test.each([
  ['INVALID_OTP', /2FA on.*six digits/],
  ['INVALID_CREDENTIALS', /token.*password/],
  ['TOKEN_EXPIRED', /expired/],
  ['USER_SUSPENDED', /suspended.*administrator/],
  ['FORBIDDEN', /ID.*does not exist/],
  ['LIMIT_EXCEEDED', /licence/],
  ['RESOURCE_RESTRICTED', /licence/],
  ['RECORD_NOT_UNIQUE', /value already/],
  ['INVALID_FOREIGN_KEY', /does not exist/],
  ['ROUTE_NOT_FOUND', /URL.*version/],
  ['REQUESTS_EXCEEDED', /Concurrency/],
  ['INVALID_QUERY', /query/],
])('the code %s has a remedy in plain sentences', (code, expected) => {
  const { remedy, ...rest } = refusalOf(400, [code, 'No.']);
  expect(rest).toEqual({ code, message: 'No.', status: 400 });
  expect(remedy).toMatch(/^[A-Z].*\.$/);
  expect(remedy).toMatch(expected);
});

test.each([
  ['TFA Secret is already set for this user', /on already.*Disable/],
  ['"otp" is invalid', /app shows now/],
  ["User doesn't have TFA enabled.", /nothing to disable/],
])('the text %s has a remedy of its own', (message, expected) => {
  expect(refusalOf(400, ['INVALID_PAYLOAD', message]).remedy).toMatch(expected);
});

test('several errors are told together, with the code of the first', () => {
  const refusal = refusalOf(
    400,
    ['FAILED_VALIDATION', '"email" is required.'],
    ['OTHER', '"role" is wrong.'],
  );
  expect(refusal).toMatchObject({
    code: 'FAILED_VALIDATION',
    message: '"email" is required. "role" is wrong.',
  });
});

test('a code that nobody knows is kept', () => {
  expect(refusalOf(418, ['TEAPOT', 'Short and stout'])).toEqual({
    code: 'TEAPOT',
    message: 'Short and stout',
    status: 418,
    remedy: undefined,
  });
});

test.each<[string, unknown]>([
  ['a page of a proxy', '<html>Bad gateway</html>'],
  ['nothing', ''],
  ['JSON of something else', { error: 'no' }],
  ['a list', []],
  ['errors of another form', { errors: ['no'] }],
  ['errors without a code', { errors: [{ message: 'hunter2', extensions: {} }] }],
  ['no errors', { errors: [] }],
])('%s does not come from Directus, and is not repeated', (_, body) => {
  const { refusal } = toServiceError({ status: 502, headers: {}, body }, ADDRESS);
  expect(refusal).toMatchObject({
    code: 'HTTP_502',
    status: 502,
    message: `What answers at ${ADDRESS} is not Directus itself, and got no proper answer from the server behind it (HTTP 502)`,
    remedy: expect.stringMatching(/server behind the proxy/) as string,
  });
});
