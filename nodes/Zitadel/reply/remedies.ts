import { type Refusal, ServiceError } from '../../shared/errors';
import { asText } from '../../shared/parse';
import { validationRemedy } from './validationRemedy';

const PERMISSION =
  'Give the user of the credential a role that may do this. Registering a factor for others takes IAM_OWNER, IAM_ORG_MANAGER, ORG_OWNER or IAM_LOGIN_CLIENT; a user manager may only remove one.';

const WRONG_CODE =
  'Use the code out of the message that was sent last, or of the reply that returned it: an earlier code stops working, and each works once.';
const UNKNOWN_USER = 'Check the user ID; the user may be deleted already.';
const UNKNOWN_PROVIDER =
  'Check the identity provider: choose it from the list, or look its ID up in the Zitadel console. It may belong to another organization.';
const NO_SUCH_CODE_FACTOR = 'The user has no such factor, so there is nothing to remove.';
const IN_THAT_STATE =
  'The user is in that state already, or in one from which there is no way to it: read it with Get.';

const BY_ID: Record<string, string> = {
  'EVENT-8isk2':
    'Use the code that the authenticator app shows now, of the secret registered last; check that the clocks are right.',
  'COMMAND-do9se': 'The user has an authenticator app already. Remove TOTP first, then register it anew.',
  'COMMAND-qx4ls': 'The authenticator app is verified already; nothing is left to do.',
  'COMMAND-3Mif9s':
    'Register TOTP first. Where it was called as a service user: "my" factors are for people; use the User service.',
  'COMMAND-Hd9sd': 'The user has no authenticator app, so there is nothing to remove.',
  'COMMAND-SqyJz':
    'Check the user ID. It must be a person: a service user has no second factor, and "My" operations need the token of a person; use Register TOTP of the User service for others.',
  'COMMAND-4g3xq': 'Check the user ID.',
  'COMMAND-bd4ir1mblj': 'Check the user ID; the user may be deleted already.',
  'QUERY-Dfbg2': 'Check the user ID, and that the credential may see the organization of the user.',
  'V3-DKcYh':
    'Choose another username, or another name where it is an organization; Get Many finds who has it.',
  'COMMAND-7yiox1isql': 'Choose another user ID, or leave it out to have one made.',
  'AUTH-AWfge': PERMISSION,
  'AUTH-Swrgg2': PERMISSION,
  'AUTH-5mWD2': PERMISSION,
  'AUTHZ-cdgFk': `The user of the credential has no role here at all, or not in this organization. ${PERMISSION}`,
  'AUTHZ-Kl3p0':
    'The session of this person lacks the second factor: sign in again with it, or have an administrator call Remove TOTP of the User service.',
  'AUTH-7fs1e': 'Check the token in the credential: it is wrong, expired, or of another instance.',
  'AUTH-Bs7Ds': 'Check the organization ID.',
  'QUERY-1kIjX':
    'Write the external domain of the instance into Instance Host of the credential, with its port if it has one, e.g. id.example.org or localhost:8080.',
  'COMMAND-Q54j2':
    'Codes by SMS need a verified phone number: set the number and verify it first, then add the factor.',
  'COMMAND-NcJUKo':
    'Check that Endpoint URL is a whole address. Zitadel refuses targets on localhost and private networks: give it a public address, or have who runs Zitadel take the network out of HTTPClient.DenyList in its configuration.',
  'COMMAND-17e8fq1ggk':
    'Check the target IDs: one of them does not exist. Get Many Targets lists those there are.',
  'QUERY-hj5oaniyrz': 'Check the target ID; the target may be deleted already, or was created a moment ago.',
  'COMMAND-74aaqj8fv9':
    'Check the condition: events are those that List Event Types of the service Admin knows; functions, methods and services those that the operations of this service list.',
  'SCHEMA-SFjk3':
    'User schemas are a preview that an administrator of the instance turns on: service Feature, operation Set Instance Features with {"userSchema": true}. It takes effect within moments.',
  'COMMA-Grg41': 'Check the schema ID; the schema may be deleted already.',
  'WEBAU-sEr8c':
    'The credential out of the browser cannot be read. Give all that navigator.credentials.create() gave for the options that were returned last, with its bytes as base64url text.',
  'QUOTA-vjAy8': 'The quota of the instance is used up; ask who runs it.',
  'LIMITS-molsj': 'The instance is blocked; ask who runs it.',
  'COMMAND-eis9R': WRONG_CODE,
  'CODE-woT0xc': WRONG_CODE,
  'COMMAND-Wgn4q': WRONG_CODE,
  'COMMAND-Eeb2a': WRONG_CODE,
  'EMAIL-5w5ilin4yt': 'No code is awaited, so there is none to send again; Send Email Code makes one.',
  'COMMAND-Wr3gq': 'There is no invitation to send again; Create Invite Code makes one.',
  'COMMAND-Wgvn4': UNKNOWN_USER,
  'COMMAND-SAF4f': UNKNOWN_USER,
  'COMMAND-ugjs0upun6': UNKNOWN_USER,
  'COMMAND-vzktar7b7f': UNKNOWN_USER,
  'COMMAND-G8dh3': 'Check the user ID. It must be a person who has a password.',
  'COMMAND-3M0fs':
    'Check the current password. A wrong one counts as a failed sign-in, and too many lock the user.',
  'DOMAIN-HuJf6':
    'Choose a longer password: Get Password Complexity Settings of the service Settings says what one must have.',
  'DOMAIN-ieYa7': 'Check Link Template: placeholders are written as {{.UserID}}, {{.OrgID}} and {{.Code}}.',
  'COMMAND-Uch5e': 'It has that value already; nothing is left to do.',
  'COMMAND-5gunjw0cd7': IN_THAT_STATE,
  'COMMAND-s5qqcz97hf': IN_THAT_STATE,
  'COMMAND-lgws8wtsqf': IN_THAT_STATE,
  'COMMAND-olb9vb0oca': IN_THAT_STATE,
  'COMMAND-ieJ2e': 'The user has no phone number, so there is nothing to remove.',
  'COMMAND-Ad3g2': 'The user has this factor already; nothing is left to do.',
  'COMMAND-MKL2s': 'The user has this factor already; nothing is left to do.',
  'COMMAND-Sr3h3': NO_SUCH_CODE_FACTOR,
  'COMMAND-b312D': NO_SUCH_CODE_FACTOR,
  'COMMAND-DAfb2': 'Check the ID of the passkey or security key; it may be removed already.',
  'META-2nnds': 'Check the keys: all must exist, or none is deleted. Get Many Metadata Entries lists them.',
  'COMMAND-coi82n': 'The service user has no secret, so there is nothing to remove.',
  'COMMAND-Df2f1': 'Check the user ID. It must be a service user: people have no keys, tokens or secrets.',
  'COMMAND-as02jin': UNKNOWN_PROVIDER,
  'COMMAND-39nf2': UNKNOWN_PROVIDER,
  'COMMAND-1M9xR': 'Check identity provider and linked user ID: Get Many Identity Provider Links lists them.',
  'CRYPTO-Swg31': 'Give ID and token as they came together in the address that the person came back to.',
  'PHONE-so0wa': 'Write the phone number with its country code, e.g. +41791234567.',
};

const BY_CODE: Record<string, string> = {
  UNAUTHENTICATED: 'Check the token in the credential.',
  PERMISSION_DENIED: PERMISSION,
  UNIMPLEMENTED:
    'This server does not offer the operation over this transport: check its version and the URL.',
  RESOURCE_EXHAUSTED: 'A quota of the instance is used up, or it is blocked; ask who runs it.',
};

/** What keeps a reply back that is too large for a message. */
const TOO_LARGE = /larger than max|to a size larger/;
const LARGE_REMEDY = 'The reply is too large for one message: set Limit lower, or filter the list.';

/**
 * Adds Zitadel's error ID and a remedy to a refusal.
 *
 * @param refusal code and message as the server gave them
 */
export function explain(refusal: Refusal): ServiceError {
  const known = refusal.id ?? idIn(refusal.message);
  const remedy = refusal.remedy ?? remedyFor(refusal, known);
  const attempts = refusal.details?.failedAttempts;
  const counted =
    attempts === undefined ? remedy : `${remedy ?? ''} Failed attempts so far: ${asText(attempts)}.`;
  return new ServiceError({ ...refusal, id: known, remedy: counted?.trim() });
}

/** Zitadel's error ID in a message: "User not found (QUERY-Dfbg2)" or "ID=QUERY-1kIjX Message=…". */
export function idIn(message: string): string | undefined {
  const id = /\(([A-Z0-9]+-[A-Za-z0-9]+)\)$|ID=([A-Z0-9]+-[A-Za-z0-9]+)/.exec(message);
  return id?.[1] ?? id?.[2];
}

function remedyFor({ code, message }: Refusal, id: string | undefined): string | undefined {
  if (code === 'RESOURCE_EXHAUSTED' && TOO_LARGE.test(message)) return LARGE_REMEDY;
  const byId = id === undefined ? undefined : BY_ID[id];
  return byId ?? validationRemedy(message) ?? BY_CODE[code];
}
