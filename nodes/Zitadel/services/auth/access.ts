import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';
import { innerLocator, listQuery, locator, textQueryMethod } from '../fields';

const idPlaceholder = 'e.g. 163840776835432705';

const organizationFilters: FormField = {
  displayName: 'Filters',
  name: 'queriesUi',
  requestField: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
  default: {},
  description: 'What the organizations must all match',
  options: [
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
    {
      displayName: 'Organization',
      name: 'idQuery',
      values: [innerLocator('id', 'Organization', 'searchOrganizations')],
    },
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
};

const organizationQueries: INodeProperties = {
  displayName: 'Filters (JSON)',
  name: 'queries',
  type: 'json',
  default: '[{ "nameQuery": { "name": "A", "method": "TEXT_QUERY_METHOD_STARTS_WITH" } }]',
  description: 'List of further filters that an organization must all match',
};

const membershipFilters: FormField = {
  displayName: 'Filters',
  name: 'queriesUi',
  requestField: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
  default: {},
  description: 'What the memberships must all match',
  options: [
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
    {
      displayName: 'Organization',
      name: 'orgQuery',
      values: [innerLocator('orgId', 'Organization', 'searchOrganizations')],
    },
    {
      displayName: 'Project',
      name: 'projectQuery',
      values: [innerLocator('projectId', 'Project', 'searchProjects')],
    },
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
};

const membershipQueries: INodeProperties = {
  displayName: 'Filters (JSON)',
  name: 'queries',
  type: 'json',
  default: '[{ "orgQuery": { "orgId": "163840776835432705" } }]',
  description: 'List of further filters that a membership must all match',
};

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
    additionalFields: [membershipFilters, membershipQueries, listQuery],
    list: true,
  },
  {
    value: 'listMyProjectOrgs',
    name: 'Get Many of My Project Organizations',
    action: 'Get many of my project organizations',
    description: 'Retrieves the organizations in which the own account has roles in the project of the token',
    additionalFields: [
      organizationFilters,
      organizationQueries,
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
