/** What is missing where a permission is. */
export const PERMISSION =
  'Give the user of the credential a role that may do this. Registering a factor for others takes IAM_OWNER, IAM_ORG_MANAGER, ORG_OWNER or IAM_LOGIN_CLIENT; a user manager may only remove one.';

const WRONG_CODE =
  'Use the code out of the message that was sent last, or of the reply that returned it: an earlier code stops working, and each works once.';
const UNKNOWN_USER = 'Check the user ID; the user may be deleted already.';
const UNKNOWN_PROVIDER =
  'Check the identity provider: choose it from the list, or look its ID up in the Zitadel console. It may belong to another organization.';
const NO_SUCH_CODE_FACTOR = 'The user has no such factor, so there is nothing to remove.';
const IN_THAT_STATE =
  'The user is in that state already, or in one from which there is no way to it: read it with Get.';
const PERSON =
  'Check the user ID. It must be a person in the organization of the call; a service user has no such thing.';
const INITIALIZED =
  'The person has set up a sign-in already, so there is nothing to invite to: they can sign in, or Request Password Reset helps them.';
const NEW_PERSON =
  'The person has not finished their first sign-in: have them do so, or Verify Email and set a password first.';
const COMPLEXITY =
  'Choose another password: Get Password Complexity Settings of the service Settings says what one must have.';
const CONDITION =
  'Check the condition: List Execution Methods, Services and Functions, and List Event Types of the service Admin, say what there is.';
const EXECUTION =
  'A target that an administrator has set for this operation refused it or failed: see its workflow or server, or take the target off the execution.';
const UNCHANGED = 'It has that value already; nothing is left to do.';

/** What to do about an error, by Zitadel's ID of it; a list has what fits one operation only first. */
export const BY_ID: Record<string, string> = {
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
  'COMMAND-7yiox1isql': 'Choose another user ID, or leave it out to have one made.',
  'AUTH-AWfge': PERMISSION,
  'AUTH-Swrgg2': PERMISSION,
  'AUTH-5mWD2': PERMISSION,
  'AUTHZ-cdgFk': `The user of the credential has no role here at all, or not in this organization. ${PERMISSION}`,
  'AUTHZ-Kl3p0':
    'The session of this person lacks the second factor: sign in again with it, or have an administrator call Remove TOTP of the User service.',
  'AUTH-7fs1e': 'Check the token in the credential: it is wrong, expired, or of another instance.',
  'AUTH-Bs7Ds': 'Check the organization ID: no such organization exists here, or it was removed.',
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
  'COMMAND-Wr3gq':
    'Check the user ID; a person who has set up a sign-in needs no invitation, others get one by Create Invite Code.',
  'COMMAND-Gg42s': INITIALIZED,
  'COMMAND-EF34g': INITIALIZED,
  'COMMAND-F5g2h': UNKNOWN_USER,
  'COMMAND-5gp2p62iin': UNKNOWN_USER,
  'COMMAND-9hy5kzbuk6': UNKNOWN_USER,
  'COMMAND-450yxuqrh1': UNKNOWN_USER,
  'COMMAND-x377t913pw': UNKNOWN_USER,
  'COMMAND-auj6jeBei4': UNKNOWN_USER,
  'COMMAND-Mv9sd': PERSON,
  'COMMAND-M9dsd': PERSON,
  'COMMAND-4M0ds': PERSON,
  'COMMAND-uXHNj': PERSON,
  'COMMAND-5N9ds': PERSON,
  'MANAG-fpo4B': UNKNOWN_USER,
  'COMMAND-JKLJ3': PERSON,
  'COMMAND-gvx4kct9r2': NEW_PERSON,
  'COMMAND-uz0Uu': NEW_PERSON,
  'COMMAND-Sfe4g': NEW_PERSON,
  'COMMAND-M9dse': NEW_PERSON,
  'COMMAND-SFd21': 'Choose a username without that domain: another organization has claimed it.',
  'COMMAND-39n221fs': UNKNOWN_PROVIDER,
  'COMMAND-39nfs': UNKNOWN_PROVIDER,
  'COMMAND-nzun2i': 'Check the username and the password that the person has in the LDAP directory.',
  'IDP-nme4gszsvx':
    'The person has not come back from the identity provider yet: call this after they have, or start again.',
  'IDP-SAf42': 'The intent is too old: start the sign-in with the identity provider again.',
  'USERv2-S2g21': 'Give either the addresses to come back to (urls) or the LDAP credentials (ldap).',
  'USERv2-j0z7uy': 'Give the metadata once: beside the person or within, not both.',
  'USERv2-4f3d6': 'To remove the phone number leave Verification out; to change it give a number.',
  'USER-zsQ97': 'Put fewer filters into one another: at most 20 levels of Any Of, All Of and Not are taken.',
  'USER-JDk4t': 'Check the user ID, and that the user is in the organization of the call.',
  'DOMAIN-oGh5e': 'Check URL Template: placeholders are written as {{.UserID}}, {{.OrgID}} and {{.Code}}.',
  'DOMAIN-VoaRj': COMPLEXITY,
  'DOMAIN-ZBv4H': COMPLEXITY,
  'DOMAIN-ZDLwA': COMPLEXITY,
  'DOMAIN-co3Xw': COMPLEXITY,
  'PHONE-5xrra88eq8':
    'No code is awaited, so there is none to send again; Send Phone Code or Set Phone makes one.',
  'COMMAND-3klek4sbns': 'Give a password or its hash, or leave the password out.',
  'COMMAND-CahN2': 'Choose a password that differs from the current one.',
  'COMMAND-2M9fs': 'No code is awaited: Request Password Reset makes one.',
  'CODE-QvUQ4P': 'The code has expired: have a new one made and sent.',
  'COMMAND-JLK35': 'The user is locked: Unlock the user first.',
  'COMMAND-KLJ2d': 'Codes by email need a verified address: verify it first, then add the factor.',
  'COMMAND-8f2k9':
    'The user has as many recovery codes as are allowed: remove them first, then make new ones.',
  'WEBAU-5M9so': 'No registration is under way: register the passkey or security key first, then verify it.',
  'WEBAU-3Vb9s':
    'The browser answered another registration, or for another domain: register again, and verify with what the browser gives for those options.',
  'QUERY-4M0fs': 'Set Limit to 1000 or less for one request, or use Return All.',
  'COMMAND-4m77G': 'Check the token ID: Get Many Personal Access Tokens lists those there are.',
  'META-9mm2d': 'Give at least one entry.',
  'QUERY-Rgh32': 'Check the user ID and the key: Get Many Metadata Entries lists those there are.',
  'QUERY-iTTGJ': 'Check the domain: no organization has it. Get Many of the service Organization lists them.',
  'COMMAND-3M9sd': 'Check the project ID; the project may be removed already.',
  'COMMAND-xj14f2cccn': 'Check the target ID; the target may be deleted already.',
  'COMMAND-39f35d8uri': 'Give the target a timeout of more than 0 and at most 270 seconds.',
  'COMMAND-cdy39t0ksr': CONDITION,
  'COMMAND-er5oneb5lz': CONDITION,
  'COMMAND-qu6dfhiioq': CONDITION,
  'COMMAND-vysplsevt8': CONDITION,
  'EXEC-reUaUZCzCp': EXECUTION,
  'EXEC-bmhNhpcqpF': EXECUTION,
  'EXEC-dra6yamk98': EXECUTION,
  'QUERY-Opoh7':
    'No web key is active: make one and activate it with the service Web Key, or set the payload type of the target to JSON.',
  'CRYPT-r8Qm2':
    'The hash is of a kind that this server does not verify: give the password in plain text, or have who runs Zitadel add the kind to PasswordHasher.Verifiers.',
  'COMMAND-mm9F4': 'The passkey or security key is not there: Get Many Passkeys lists those there are.',
  'COMMAND-Dggw2': 'Check the ID: the user has nothing of that kind to change or remove.',
  'TOTP-ieY3o': 'Check TOTP Secret: it is base32, as the authenticator app has it.',
  'INSTANCE-9jlsf': UNCHANGED,
  'ORG-4VSdf': UNCHANGED,
  'PHONE-so0wa': 'Write the phone number with its country code, e.g. +41791234567.',
};

/** What differs by operation: the first whose pattern fits the name of the method, in lowerCamelCase. */
export const BY_METHOD: Record<string, Array<[method: RegExp, remedy: string]>> = {
  'V3-DKcYh': [
    [/domain/i, 'Choose another domain: this one is there already.'],
    [
      /grant|authorization/i,
      'The user or the organization has this grant already: change it in place of adding it.',
    ],
    [/project/i, 'Choose another name: a project of the organization has this one.'],
    [/app(lication)?/i, 'Choose another name: an application of the project has this one.'],
    [/target/i, 'Choose another name: a target has this one. Get Many Targets lists them.'],
    [/member|administrator/i, 'The user has a role there already: change it in place of adding it.'],
    [/group/i, 'Choose another name: a group has this one.'],
    [/role/i, 'Choose another key: the project has a role of this one.'],
    [/org/i, 'Choose another name: an organization has this one.'],
    [/./, 'Choose another username: another user has this one. Get Many finds who.'],
  ],
  'COMMAND-ieJ2e': [
    [/phone/i, 'The user has no phone number, so there is nothing to remove.'],
    [/email/i, 'Check the user ID. It must be a person: no such user has an email address.'],
    [/./, 'Check the user ID. It must be a person who has what the operation changes.'],
  ],
};
