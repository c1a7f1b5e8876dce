import { ServiceError, type Refusal } from '../shared/errors';

const PERMISSION =
  'Give the user of the credential a role that may do this. Registering a factor for others takes IAM_OWNER, IAM_ORG_MANAGER, ORG_OWNER or IAM_LOGIN_CLIENT; a user manager may only remove one.';

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
  'AUTHZ-cdgFk': PERMISSION,
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
  'PHONE-so0wa': 'Write the phone number with its country code, e.g. +41791234567.',
};

const BY_CODE: Record<string, string> = {
  UNAUTHENTICATED: 'Check the token in the credential.',
  PERMISSION_DENIED: PERMISSION,
  UNIMPLEMENTED:
    'This server does not offer the operation over this transport: check its version and the URL.',
  RESOURCE_EXHAUSTED: 'A quota of the instance is used up, or it is blocked; ask who runs it.',
};

/**
 * Adds Zitadel's error ID and a remedy to a refusal.
 *
 * @param refusal code and message as the server gave them
 */
export function explain(refusal: Refusal): ServiceError {
  const id = /\(([A-Z0-9]+-[A-Za-z0-9]+)\)$|ID=([A-Z0-9]+-[A-Za-z0-9]+)/.exec(refusal.message);
  const known = refusal.id ?? id?.[1] ?? id?.[2];
  const byId = known === undefined ? undefined : BY_ID[known];
  const remedy = refusal.remedy ?? byId ?? BY_CODE[refusal.code];
  return new ServiceError({ ...refusal, id: known, remedy });
}
