import type { ExistingRule } from '../operation';

/** Exactly this text, in the queries of the older lists. */
const EQUALS = 'TEXT_QUERY_METHOD_EQUALS';
/** Exactly this text, in the filters of the newer lists. */
const SAME = 'TEXT_FILTER_METHOD_EQUALS';

const USER_BY_ID = { method: 'getUserByID', request: { userId: '$userId' }, record: 'user' };
const PROFILE = { value: '$profile', is: '@human.profile' };

/** A user's ID may be made by the caller; the code for an address is told only once. */
const ownUserId = (...secrets: string[]): ExistingRule['ownId'] => ({
  field: 'userId',
  taken: 'COMMAND-7yiox1isql',
  secrets,
});

/** Ways to find a person or a service user by what is asked for, in the organization that is named. */
const userBy = (name: string, email: string, organization: string): ExistingRule['find'] => [
  USER_BY_ID,
  {
    method: 'listUsers',
    request: {
      queries: [
        { userNameQuery: { userName: name, method: EQUALS } },
        { '?': { organizationIdQuery: { organizationId: organization } } },
      ],
    },
    record: 'result',
  },
  {
    method: 'listUsers',
    request: {
      queries: [
        { emailQuery: { emailAddress: email, method: 'TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE' } },
        { '?': { organizationIdQuery: { organizationId: organization } } },
      ],
    },
    record: 'result',
  },
];

const USER_METADATA = {
  method: 'setUserMetadata',
  ids: { userId: '@userId' },
  read: { method: 'listUserMetadata', request: { userId: '@userId' }, record: 'metadata' },
  changes: { metadata: { value: '$metadata', is: '@list' } },
};

/** A factor that is either set or not: nothing tells more of it, and nothing about it can be changed. */
const SET_ALREADY: ExistingRule = {
  find: [],
  ids: ['COMMAND-do9se', 'COMMAND-Ad3g2', 'COMMAND-MKL2s'],
  reply: {},
};

/** Somebody's roles: those asked for are added to those that are there. */
const roles = (method: string, ids: Record<string, string>, field = 'roles'): ExistingRule['updates'] => [
  {
    method,
    ids,
    changes: { [field]: { value: { '+': [`@${field}`, `$${field}`] }, is: `@${field}` } },
    whole: true,
  },
];

const member = (list: string, update: string, ids: Record<string, string> = {}): ExistingRule => ({
  find: [
    {
      method: list,
      request: { ...ids, queries: [{ userIdQuery: { userId: '$userId' } }] },
      record: 'result',
      match: { userId: '$userId' },
    },
  ],
  reply: { details: 'details' },
  updates: roles(update, { ...ids, userId: '$userId' }),
});

const application = (config: string): ExistingRule => ({
  find: [
    {
      method: 'listApps',
      request: { projectId: '$projectId', queries: [{ nameQuery: { name: '$name', method: EQUALS } }] },
      record: 'result',
      match: { name: '$name' },
    },
  ],
  reply: { appId: 'id', details: 'details', clientId: `${config}.clientId` },
});

/**
 * What creations make, how one that is there is found, and how it is changed: service -> method -> rule. Passwords,
 * secrets and codes of what is there are never changed.
 */
export const EXISTING: Readonly<Record<string, Readonly<Record<string, ExistingRule>>>> = {
  UserService: {
    addHumanUser: {
      find: userBy('$username', '$email.email', '~$organization.orgId'),
      ownId: ownUserId('email.returnCode', 'phone.returnCode'),
      reply: { userId: 'userId', details: 'details' },
      updates: [
        {
          method: 'updateHumanUser',
          ids: { userId: '@userId' },
          changes: {
            username: { value: '$username', is: '@username' },
            profile: PROFILE,
            email: { value: '$email', is: '@human.email' },
            phone: { value: '$phone', is: '@human.phone' },
          },
        },
        USER_METADATA,
      ],
    },
    createUser: {
      find: userBy('$username', '$human.email.email', '~$organizationId'),
      ownId: ownUserId('human.email.returnCode', 'human.phone.returnCode'),
      reply: { id: 'userId', creationDate: 'details.creationDate' },
      updates: [
        {
          method: 'updateUser',
          ids: { userId: '@userId' },
          changes: {
            username: { value: '$username', is: '@username' },
            'human.profile': { value: '$human.profile', is: '@human.profile' },
            'human.email': { value: '$human.email', is: '@human.email' },
            'human.phone': { value: '$human.phone', is: '@human.phone' },
            'machine.name': { value: '$machine.name', is: '@machine.name' },
            'machine.description': { value: '$machine.description', is: '@machine.description' },
          },
        },
        { ...USER_METADATA, changes: { metadata: { value: '$human.metadata', is: '@list' } } },
      ],
    },
    registerTOTP: SET_ALREADY,
    addOTPEmail: SET_ALREADY,
    addOTPSMS: SET_ALREADY,
    addIDPLink: {
      find: [
        {
          method: 'listIDPLinks',
          request: { userId: '$userId' },
          record: 'result',
          match: { idpId: '$idpLink.idpId', userId: '$idpLink.userId' },
        },
      ],
      reply: {},
    },
  },
  OrganizationService: {
    addOrganization: {
      find: [
        {
          method: 'listOrganizations',
          request: { queries: [{ idQuery: { id: '$orgId' } }] },
          record: 'result',
        },
        {
          method: 'listOrganizations',
          request: { queries: [{ nameQuery: { name: '$name', method: EQUALS } }] },
          record: 'result',
          match: { name: '$name' },
        },
      ],
      reply: { organizationId: 'id', details: 'details' },
      updates: [
        {
          method: 'updateOrganization',
          ids: { organizationId: '@id' },
          changes: { name: { value: '$name', is: '@name' } },
        },
      ],
    },
  },
  ProjectService: {
    createProject: {
      find: [
        { method: 'getProject', request: { projectId: '$projectId' }, record: 'project' },
        {
          method: 'listProjects',
          request: {
            filters: [
              { projectNameFilter: { projectName: '$name', method: SAME } },
              { '?': { organizationIdFilter: { organizationId: '~$organizationId', type: 'OWNED' } } },
            ],
          },
          record: 'projects',
          match: { name: '$name' },
        },
      ],
      reply: { projectId: 'projectId', creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateProject',
          ids: { projectId: '@projectId' },
          changes: {
            name: { value: '$name', is: '@name' },
            projectRoleAssertion: { value: '$projectRoleAssertion', is: '@projectRoleAssertion' },
            authorizationRequired: { value: '$authorizationRequired', is: '@authorizationRequired' },
            projectAccessRequired: { value: '$projectAccessRequired', is: '@projectAccessRequired' },
            privateLabelingSetting: { value: '$privateLabelingSetting', is: '@privateLabelingSetting' },
          },
        },
      ],
    },
    addProjectRole: {
      find: [
        {
          method: 'listProjectRoles',
          request: {
            projectId: '$projectId',
            filters: [{ roleKeyFilter: { key: '$roleKey', method: SAME } }],
          },
          record: 'projectRoles',
          match: { key: '$roleKey' },
        },
      ],
      reply: { creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateProjectRole',
          ids: { projectId: '$projectId', roleKey: '$roleKey' },
          changes: {
            displayName: { value: '$displayName', is: '@displayName' },
            group: { value: '$group', is: '@group' },
          },
        },
      ],
    },
    createProjectGrant: {
      find: [
        {
          method: 'listProjectGrants',
          request: {
            filters: [
              { inProjectIdsFilter: { ids: ['$projectId'] } },
              { grantedOrganizationIdFilter: { id: '$grantedOrganizationId' } },
            ],
          },
          record: 'projectGrants',
        },
      ],
      reply: { creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateProjectGrant',
          ids: { projectId: '$projectId', grantedOrganizationId: '$grantedOrganizationId' },
          changes: {
            roleKeys: { value: { '+': ['@grantedRoleKeys', '$roleKeys'] }, is: '@grantedRoleKeys' },
          },
        },
      ],
    },
  },
  ApplicationService: {
    createApplication: {
      find: [
        { method: 'getApplication', request: { applicationId: '$applicationId' }, record: 'application' },
        {
          method: 'listApplications',
          request: {
            filters: [
              { projectIdFilter: { projectId: '$projectId' } },
              { nameFilter: { name: '$name', method: SAME } },
            ],
          },
          record: 'applications',
          match: { name: '$name' },
        },
      ],
      reply: {
        applicationId: 'applicationId',
        creationDate: 'creationDate',
        'oidcConfiguration.clientId': 'oidcConfiguration.clientId',
        'apiConfiguration.clientId': 'apiConfiguration.clientId',
      },
      updates: [
        {
          method: 'updateApplication',
          ids: { applicationId: '@applicationId', projectId: '$projectId' },
          changes: {
            name: { value: '$name', is: '@name' },
            oidcConfiguration: { value: '$oidcConfiguration', is: '@oidcConfiguration' },
            apiConfiguration: { value: '$apiConfiguration', is: '@apiConfiguration' },
            samlConfiguration: { value: '$samlConfiguration', is: '@samlConfiguration' },
          },
        },
      ],
    },
  },
  AuthorizationService: {
    createAuthorization: {
      find: [
        {
          method: 'listAuthorizations',
          request: {
            filters: [
              { inUserIds: { ids: ['$userId'] } },
              { projectId: { id: '$projectId' } },
              { '?': { organizationId: { id: '$organizationId' } } },
            ],
          },
          record: 'authorizations',
        },
      ],
      reply: { id: 'id', creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateAuthorization',
          ids: { id: '@id' },
          changes: { roleKeys: { value: { '+': ['@roles.*.key', '$roleKeys'] }, is: '@roles.*.key' } },
        },
      ],
    },
  },
  InternalPermissionService: {
    createAdministrator: {
      find: [
        {
          method: 'listAdministrators',
          request: {
            filters: [{ inUserIdsFilter: { ids: ['$userId'] } }, { resource: '$resource' }],
          },
          record: 'administrators',
        },
      ],
      reply: { creationDate: 'creationDate' },
      updates: roles('updateAdministrator', { userId: '$userId', resource: '$resource' }),
    },
  },
  GroupService: {
    createGroup: {
      find: [
        { method: 'listGroups', request: { filters: [{ groupIds: { ids: ['$id'] } }] }, record: 'groups' },
        {
          method: 'listGroups',
          request: {
            filters: [
              { nameFilter: { name: '$name', method: SAME } },
              { organizationId: { id: '$organizationId' } },
            ],
          },
          record: 'groups',
          match: { name: '$name' },
        },
      ],
      reply: { id: 'id', creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateGroup',
          ids: { id: '@id' },
          changes: {
            name: { value: '$name', is: '@name' },
            description: { value: '$description', is: '@description' },
          },
        },
      ],
    },
  },
  ZITADELActions: {
    createTarget: {
      find: [
        {
          method: 'listTargets',
          request: { filters: [{ targetNameFilter: { targetName: '$name', method: SAME } }] },
          record: 'targets',
          match: { name: '$name' },
        },
      ],
      reply: { id: 'id', creationDate: 'creationDate' },
      updates: [
        {
          method: 'updateTarget',
          ids: { id: '@id' },
          changes: {
            endpoint: { value: '$endpoint', is: '@endpoint' },
            timeout: { value: '$timeout', is: '@timeout' },
            restWebhook: { value: '$restWebhook', is: '@restWebhook' },
            restCall: { value: '$restCall', is: '@restCall' },
            restAsync: { value: '$restAsync', is: '@restAsync' },
          },
        },
      ],
    },
  },
  ManagementService: {
    addOrgMember: member('listOrgMembers', 'updateOrgMember'),
    addProjectMember: member('listProjectMembers', 'updateProjectMember', { projectId: '$projectId' }),
    addProjectGrantMember: member('listProjectGrantMembers', 'updateProjectGrantMember', {
      projectId: '$projectId',
      grantId: '$grantId',
    }),
    addUserGrant: {
      find: [
        {
          method: 'listUserGrants',
          request: {
            queries: [
              { userIdQuery: { userId: '$userId' } },
              { projectIdQuery: { projectId: '$projectId' } },
              { '?': { projectGrantIdQuery: { projectGrantId: '$projectGrantId' } } },
            ],
          },
          record: 'result',
        },
      ],
      reply: { userGrantId: 'id', details: 'details' },
      updates: roles('updateUserGrant', { userId: '$userId', grantId: '@id' }, 'roleKeys'),
    },
    addProject: {
      find: [
        {
          method: 'listProjects',
          request: { queries: [{ nameQuery: { name: '$name', method: EQUALS } }] },
          record: 'result',
          match: { name: '$name' },
        },
      ],
      reply: { id: 'id', details: 'details' },
      updates: [
        {
          method: 'updateProject',
          ids: { id: '@id' },
          changes: {
            name: { value: '$name', is: '@name' },
            projectRoleAssertion: { value: '$projectRoleAssertion', is: '@projectRoleAssertion' },
            projectRoleCheck: { value: '$projectRoleCheck', is: '@projectRoleCheck' },
            hasProjectCheck: { value: '$hasProjectCheck', is: '@hasProjectCheck' },
            privateLabelingSetting: { value: '$privateLabelingSetting', is: '@privateLabelingSetting' },
          },
          whole: true,
        },
      ],
    },
    addProjectRole: {
      find: [
        {
          method: 'listProjectRoles',
          request: { projectId: '$projectId', queries: [{ keyQuery: { key: '$roleKey', method: EQUALS } }] },
          record: 'result',
          match: { key: '$roleKey' },
        },
      ],
      reply: { details: 'details' },
      updates: [
        {
          method: 'updateProjectRole',
          ids: { projectId: '$projectId', roleKey: '$roleKey' },
          changes: {
            displayName: { value: '$displayName', is: '@displayName' },
            group: { value: '$group', is: '@group' },
          },
          whole: true,
        },
      ],
    },
    addOIDCApp: application('oidcConfig'),
    addAPIApp: application('apiConfig'),
    addMachineUser: {
      find: userBy('$userName', '', '~').slice(0, 2),
      service: 'UserService',
      reply: { userId: 'userId', details: 'details' },
    },
    addHumanUser: {
      find: userBy('$userName', '$email.email', '~').slice(1),
      service: 'UserService',
      reply: { userId: 'userId', details: 'details' },
    },
    importHumanUser: {
      find: userBy('$userName', '$email.email', '~').slice(1),
      service: 'UserService',
      reply: { userId: 'userId', details: 'details' },
    },
  },
  AdminService: {
    addIAMMember: member('listIAMMembers', 'updateIAMMember'),
  },
};
