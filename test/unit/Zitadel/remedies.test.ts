import type { Refusal } from '../../../nodes/shared/errors';
import { explain } from '../../../nodes/Zitadel/reply/remedies';

function explained(refusal: Partial<Refusal>): Refusal {
  return explain({ code: 'FAILED_PRECONDITION', message: 'Errors.User.NotFound', ...refusal }).refusal;
}

/** What a user must be told, by the ID of the error. */
const BY_ID: Array<[id: string, remedy: RegExp]> = [
  ['EVENT-8isk2', /code .* app shows now.*clocks/],
  ['COMMAND-do9se', /Remove TOTP first/],
  ['COMMAND-qx4ls', /verified already/],
  ['COMMAND-3Mif9s', /Register TOTP first/],
  ['COMMAND-Hd9sd', /nothing to remove/],
  ['COMMAND-SqyJz', /user ID.*must be a person/],
  ['COMMAND-4g3xq', /user ID/],
  ['COMMAND-bd4ir1mblj', /deleted already/],
  ['QUERY-Dfbg2', /user ID/],
  ['V3-DKcYh', /another username/],
  ['COMMAND-7yiox1isql', /another user ID/],
  ['AUTH-AWfge', /role/],
  ['AUTH-Swrgg2', /role/],
  ['AUTH-5mWD2', /role/],
  ['AUTHZ-cdgFk', /no role.*ORG_OWNER/],
  ['WEBAU-sEr8c', /navigator\.credentials\.create.*base64url/],
  ['QUOTA-vjAy8', /quota/],
  ['LIMITS-molsj', /blocked/],
  ['SCHEMA-SFjk3', /Set Instance Features/],
  ['CODE-woT0xc', /sent last/],
  ['COMMAND-3M0fs', /current password/],
  ['CRYPTO-Swg31', /ID and token/],
  ['AUTHZ-Kl3p0', /second factor/],
  ['AUTH-7fs1e', /token in the credential/],
  ['AUTH-Bs7Ds', /organization ID/],
  ['QUERY-1kIjX', /Instance Host/],
  ['PHONE-so0wa', /country code/],
];

describe('an error of Zitadel', () => {
  test.each(BY_ID)('%s has a remedy in plain sentences', (id, expected) => {
    const { remedy, ...rest } = explained({ message: `Errors.Something (${id})` });
    expect(rest.id).toBe(id);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(expected);
    expect(remedy).not.toMatch(/undefined|\bTODO\b|Errors\./);
  });

  test.each([
    ['UNAUTHENTICATED', /token/],
    ['PERMISSION_DENIED', /role/],
    ['UNIMPLEMENTED', /version/],
    ['RESOURCE_EXHAUSTED', /quota/i],
  ])('with the code %s and no known ID has one too', (code, remedy) => {
    expect(explained({ code, message: 'No (UNKNOWN-1abcd)' }).remedy).toMatch(remedy);
    expect(explained({ code, message: 'No' }).remedy).toMatch(/^[A-Z].*\.$/);
  });

  test('of a missing permission names the roles that may register a factor', () => {
    const roles = ['IAM_OWNER', 'IAM_ORG_MANAGER', 'ORG_OWNER', 'IAM_LOGIN_CLIENT'];
    const { remedy = '' } = explained({ message: 'No matching permissions found (AUTH-AWfge)' });
    expect(roles.filter((role) => !remedy.includes(role))).toEqual([]);
  });

  test.each([
    [
      'invalid AddHumanUserRequest.Profile: embedded message failed validation | caused by: invalid SetHumanProfile.GivenName: value length must be between 1 and 200 runes, inclusive',
      'Check profile.givenName: value length must be between 1 and 200 characters.',
    ],
    ['invalid AddHumanUserRequest.Profile: value is required', 'Check profile: value is required.'],
    [
      'invalid AddHumanUserRequest.Email: embedded message failed validation | caused by: invalid SetHumanEmail.Email: value must be a valid email address | caused by: mail: no angle-addr',
      'Check email.email: value must be a valid email address.',
    ],
    [
      'invalid AddHumanUserRequest.Metadata[1]: embedded message failed validation | caused by: invalid SetMetadataEntry.Key: value length must be between 1 and 200 runes, inclusive',
      'Check metadata[1].key: value length must be between 1 and 200 characters.',
    ],
  ])('of the validation names the field as the request has it: %s', (message, remedy) => {
    expect(explained({ code: 'INVALID_ARGUMENT', message }).remedy).toBe(remedy);
  });

  test('of a reply that is too large says to ask for less', () => {
    const message = 'Received message larger than max (20000000 vs 16777216)';
    expect(explained({ code: 'RESOURCE_EXHAUSTED', message }).remedy).toMatch(/Limit lower/);
  });

  test('with a number of failed attempts says it', () => {
    const details = { failedAttempts: 2 };
    const { remedy } = explained({ message: 'Password is invalid (COMMAND-3M0fs)', details });
    expect(remedy).toMatch(/current password.* Failed attempts so far: 2\.$/);
    expect(explained({ code: 'INTERNAL', message: 'x', details }).remedy).toBe('Failed attempts so far: 2.');
  });

  test('that nobody knows keeps its code and message, without a remedy', () => {
    expect(explained({ code: 'INTERNAL', message: 'Something (NEW-a1b2c)', status: 500 })).toEqual({
      code: 'INTERNAL',
      message: 'Something (NEW-a1b2c)',
      status: 500,
      id: 'NEW-a1b2c',
      remedy: undefined,
    });
  });

  test('keeps the remedy that it has already, as that of a lost connection', () => {
    expect(explained({ code: 'UNAUTHENTICATED', remedy: 'Check the port.' }).remedy).toBe('Check the port.');
  });
});

describe('the ID of an error', () => {
  test.each([
    ['TOTP is set up already (COMMAND-do9se)', 'COMMAND-do9se'],
    ['ID=QUERY-1kIjX Message=Instance not found', 'QUERY-1kIjX'],
    ['Errors.IAM (a) not found (V3-DKcYh)', 'V3-DKcYh'],
    ['No ID at all', undefined],
    ['(COMMAND-do9se) stands elsewhere', undefined],
  ])('of "%s" is %s', (message, id) => {
    expect(explained({ message }).id).toBe(id);
  });

  test('that was given is kept', () => {
    expect(explained({ id: 'COMMAND-do9se', message: 'x (AUTH-7fs1e)' }).id).toBe('COMMAND-do9se');
  });
});
