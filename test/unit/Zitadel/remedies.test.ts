import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** IDs of errors that no recording has, in the method that gives them. */
const OTHERS: Array<[id: string, method: string, remedy: RegExp]> = [
  ['V3-DKcYh', 'addUserGrant', /grant already/],
  ['V3-DKcYh', 'addProject', /project/],
  ['V3-DKcYh', 'createTarget', /target/],
  ['V3-DKcYh', 'addOrganization', /organization/],
  ['V3-DKcYh', 'createUser', /another username/],
  ['COMMAND-ieJ2e', 'removePhone', /no phone number/],
  ['COMMAND-ieJ2e', 'setEmail', /email address/],
  ['COMMAND-ieJ2e', 'setPhone', /phone/],
  ['COMMAND-Wr3gq', 'resendInviteCode', /user ID/],
  ['USER-JDk4t', 'removeUser', /user ID/],
  ['CRYPT-r8Qm2', 'createUser', /hash/],
  ['COMMAND-EF34g', 'createInviteCode', /nothing to invite/],
  ['COMMAND-mm9F4', 'removePasskey', /Passkeys/],
  ['COMMAND-39nfs', 'addIDPLink', /identity provider/],
  ['COMMAND-Dggw2', 'removeHumanAuthFactorOTP', /user/],
  ['COMMAND-JKLJ3', 'addOTPEmail', /person/],
  ['TOTP-ieY3o', 'createUser', /base32/],
  ['META-2nnds', 'deleteUserMetadata', /keys/],
  ['ORG-4VSdf', 'updateOrg', /nothing is left/],
  ['COMMAND-uXHNj', 'updateUserName', /user ID/],
  ['COMMAND-5N9ds', 'setHumanPhone', /user ID/],
  ['MANAG-fpo4B', 'getUserByID', /user ID/],
  ['QUERY-Rgh32', 'getUserMetadata', /Metadata/],
];

/** Every ID that the server's source was seen to give in the user service, and in what all services share. */
const OF_SOURCE =
  'AUTH-5mWD2 AUTH-7fs1e AUTH-AWfge AUTH-Bs7Ds AUTH-Swrgg2 AUTHZ-Kl3p0 AUTHZ-cdgFk CODE-QvUQ4P CODE-woT0xc COMMAND-1M9xR COMMAND-2M9fs COMMAND-39n221fs COMMAND-39nf2 COMMAND-3M0fs COMMAND-3Mif9s COMMAND-3klek4sbns COMMAND-450yxuqrh1 COMMAND-4M0ds COMMAND-4g3xq COMMAND-4m77G COMMAND-5gp2p62iin COMMAND-5gunjw0cd7 COMMAND-7yiox1isql COMMAND-8f2k9 COMMAND-9hy5kzbuk6 COMMAND-Ad3g2 COMMAND-CahN2 COMMAND-DAfb2 COMMAND-Df2f1 COMMAND-EF34g COMMAND-Eeb2a COMMAND-F5g2h COMMAND-G8dh3 COMMAND-Hd9sd COMMAND-JLK35 COMMAND-KLJ2d COMMAND-M9dsd COMMAND-M9dse COMMAND-MKL2s COMMAND-Mv9sd COMMAND-NcJUKo COMMAND-Q54j2 COMMAND-SAF4f COMMAND-SFd21 COMMAND-Sfe4g COMMAND-SqyJz COMMAND-Sr3h3 COMMAND-Uch5e COMMAND-Wgn4q COMMAND-Wgvn4 COMMAND-Wr3gq COMMAND-auj6jeBei4 COMMAND-b312D COMMAND-bd4ir1mblj COMMAND-coi82n COMMAND-do9se COMMAND-eis9R COMMAND-gvx4kct9r2 COMMAND-ieJ2e COMMAND-lgws8wtsqf COMMAND-nzun2i COMMAND-olb9vb0oca COMMAND-qx4ls COMMAND-s5qqcz97hf COMMAND-ugjs0upun6 COMMAND-uz0Uu COMMAND-vzktar7b7f COMMAND-x377t913pw DOMAIN-HuJf6 DOMAIN-ieYa7 DOMAIN-oGh5e EMAIL-5w5ilin4yt EVENT-8isk2 IDP-SAf42 IDP-nme4gszsvx LIMITS-molsj META-2nnds META-9mm2d PHONE-5xrra88eq8 PHONE-so0wa QUERY-1kIjX QUERY-4M0fs QUERY-Dfbg2 QUOTA-vjAy8 SCHEMA-SFjk3 USER-zsQ97 USERv2-4f3d6 USERv2-S2g21 USERv2-j0z7uy WEBAU-3Vb9s WEBAU-5M9so WEBAU-sEr8c';

/** Every error that the recordings have: its ID, its text and the method that gave it. */
function recordedErrors(): Array<[id: string, method: string, message: string]> {
  const folder = join(__dirname, '..', '..', 'recordings');
  const found = new Map<string, [string, string, string]>();
  const walk = (value: unknown, method: string): void => {
    if (typeof value === 'string') {
      const id = /\(([A-Za-z0-9]+-[A-Za-z0-9]+)\)$/.exec(value)?.[1];
      if (id !== undefined) found.set(`${id} ${method}`, [id, method, value]);
    } else if (typeof value === 'object' && value !== null) {
      const own = (value as { method?: unknown }).method;
      const name = typeof own === 'string' ? (own.split(/[./]/).at(-1) ?? '') : method;
      for (const inner of Object.values(value)) walk(inner, name);
    }
  };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    if (!file.startsWith('webhook')) walk(JSON.parse(readFileSync(join(folder, file), 'utf8')), '');
  }
  return [...found.values()];
}

describe('every error that is known', () => {
  test('is many', () => {
    expect(recordedErrors().length).toBeGreaterThan(40);
  });

  test.each(recordedErrors())('%s of %s has a remedy', (id, method, message) => {
    const { remedy, ...rest } = explain({ code: 'FAILED_PRECONDITION', message }, { method }).refusal;
    expect(rest.id).toBe(id);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  test.each(OTHERS)('%s of %s has a remedy that fits', (id, method, expected) => {
    const refusal = { code: 'FAILED_PRECONDITION', message: `Errors.Something (${id})` };
    const { remedy } = explain(refusal, { method }).refusal;
    expect(remedy).toMatch(expected);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  test.each(OF_SOURCE.split(' '))('%s of the source has a remedy', (id) => {
    const { remedy, ...rest } = explained({ message: `Errors.Something (${id})` });
    expect(rest.id).toBe(id);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  test('that changes nothing says so, whatever its ID', () => {
    expect(explained({ message: 'Policy has not been changed (SOME-1abcd)' }).remedy).toContain(
      'nothing is left',
    );
  });
});

describe('an error whose cause may be the organization', () => {
  const service = 'zitadel.management.v1.ManagementService';
  const told = (message: string, organizationId?: string): string =>
    explain({ code: 'NOT_FOUND', message }, { service, method: 'removeHumanAuthFactorOTP', organizationId })
      .refusal.remedy ?? '';

  test.each(['COMMAND-uXHNj', 'COMMAND-5N9ds', 'MANAG-fpo4B', 'QUERY-Rgh32', 'COMMAND-Hd9sd'])(
    '%s names it',
    (id) => {
      const message = `User could not be found (${id})`;
      expect(told(message, '42')).toMatch(/organization 42;.*Organization under Options/);
      expect(told(message)).toContain('that of the credential');
    },
  );

  test('an organization that does not exist is named', () => {
    const refusal = { code: 'PERMISSION_DENIED', message: "Organisation doesn't exist (AUTH-Bs7Ds)" };
    expect(explain(refusal, { organizationId: '42' }).refusal.remedy).toContain('organization 42');
  });
});

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
