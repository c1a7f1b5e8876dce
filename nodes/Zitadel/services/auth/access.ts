import type { ZitadelOperation } from '../../operation';
import { listQuery, locator, textQueryMethod } from '../fields';
import { filters, organizationFilter, projectFilter } from '../filters';

const idPlaceholder = 'e.g. 163840776835432705';

const organizationFilters = filters(
  'organizations',
  [
    {
      displayName: 'Domain',
      name: 'domainQuery',
      values: [
        {
          displayName: 'Domain',
          name: 'domain',
          type: 'string',
          default: '',
          placeholder: 'e.g. example.org',
        },
        textQueryMethod,
      ],
    },
    organizationFilter('idQuery'),
    {
      displayName: 'Name',
      name: 'nameQuery',
      values: [
        { displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Acme' },
        textQueryMethod,
      ],
    },
    {
      displayName: 'State',
      name: 'stateQuery',
      values: [
        {
          displayName: 'State',
          name: 'state',
          type: 'options',
          options: [
            { name: 'Active', value: 'ORG_STATE_ACTIVE' },
            { name: 'Inactive', value: 'ORG_STATE_INACTIVE' },
            { name: 'Removed', value: 'ORG_STATE_REMOVED' },
            { name: 'Unspecified', value: 'ORG_STATE_UNSPECIFIED' },
          ],
          default: 'ORG_STATE_ACTIVE',
        },
      ],
    },
  ],
  { nameQuery: { name: 'A', method: 'TEXT_QUERY_METHOD_STARTS_WITH' } },
  'queries',
);

const membershipFilters = filters(
  'memberships',
  [
    {
      displayName: 'Instance',
      name: 'iamQuery',
      values: [
        {
          displayName: 'Of the Instance',
          name: 'iam',
          type: 'boolean',
          default: true,
          description: 'Whether to return memberships of the instance',
        },
      ],
    },
    organizationFilter('orgQuery', 'orgId'),
    projectFilter('projectQuery', 'projectId'),
    {
      displayName: 'Project Grant',
      name: 'projectGrantQuery',
      values: [
        {
          displayName: 'Project Grant ID',
          name: 'projectGrantId',
          type: 'string',
          default: '',
          placeholder: idPlaceholder,
        },
      ],
    },
  ],
  { orgQuery: { orgId: '163840776835432705' } },
  'queries',
);

/** What the own account may do, where it belongs, and whose sign-in it is linked to. */
export const accessOperations: ZitadelOperation[] = [
  {
    value: 'listMyLinkedIDPs',
    name: 'Get Many of My Identity Provider Links',
    action: 'Get many of my identity provider links',
    description: 'Retrieves the accounts of identity providers that the own account is linked to',
    additionalFields: [listQuery],
    list: true,
  },
  {
    value: 'listMyMemberships',
    name: 'Get Many of My Memberships',
    action: 'Get many of my memberships',
    description: 'Retrieves what the own account administers, and with which roles',
    filters: membershipFilters,
    additionalFields: [listQuery],
    list: true,
    simplify: 'membership',
  },
  {
    value: 'listMyProjectOrgs',
    name: 'Get Many of My Project Organizations',
    action: 'Get many of my project organizations',
    description: 'Retrieves the organizations in which the own account has roles in the project of the token',
    filters: organizationFilters,
    additionalFields: [
      listQuery,
      {
        displayName: 'Sort By',
        name: 'sortingColumn',
        type: 'options',
        options: [
          { name: 'Name', value: 'ORG_FIELD_NAME_NAME' },
          { name: 'Unspecified', value: 'ORG_FIELD_NAME_UNSPECIFIED' },
        ],
        default: 'ORG_FIELD_NAME_NAME',
      },
    ],
    list: true,
  },
  {
    value: 'listMyProjectPermissions',
    name: 'Get My Project Permissions (Deprecated)',
    action: 'Get my project permissions',
    description:
      'Lists what the own account may do in the project of the token. Deprecated: use Get Many of the service Authorization.',
  },
  {
    value: 'listMyUserGrants',
    name: 'Get Many of My User Grants (Deprecated)',
    action: 'Get many of my user grants',
    description:
      'Retrieves the roles that the own account has in projects. Deprecated: use Get Many of the service Authorization.',
    additionalFields: [listQuery],
    list: true,
    simplify: 'userGrant',
  },
  {
    value: 'listMyZitadelPermissions',
    name: 'Get My Zitadel Permissions',
    action: 'Get my Zitadel permissions',
    description: 'Lists what the own account may do in Zitadel itself, e.g. "user.write"',
  },
  {
    value: 'removeMyLinkedIDP',
    name: 'Remove My Identity Provider Link',
    action: 'Remove my identity provider link',
    description: 'Ends the link of the own account to an account of an identity provider',
    fields: [
      locator('idpId', 'Identity Provider', 'searchMyIdentityProviders'),
      {
        displayName: 'Linked User ID',
        name: 'linkedUserId',
        type: 'string',
        default: '',
        required: true,
        description: 'ID of the account at the identity provider',
      },
    ],
  },
];
