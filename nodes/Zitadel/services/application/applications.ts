import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { pagination, textFilterMethod } from '../fields';
import { filters, projectFilter } from '../filters';
import { choice, member, text } from '../inputs';
import { projectId } from '../project/fields';
import { applicationId } from './fields';
import { apiConfiguration, oidcConfiguration, samlConfiguration } from './protocols';

const OIDC = '{"oidcConfiguration":{}}';
const API = '{"apiConfiguration":{}}';
const SAML = '{"samlConfiguration":{}}';

const name = text('Name', 'name', { placeholder: 'e.g. Web shop' });

/** The oneof "application_type", whose members hold what applications of a kind have. */
const applicationType: INodeProperties = {
  displayName: 'Type',
  name: 'applicationType',
  type: 'options',
  options: [
    { name: 'API', value: API, description: 'Checks the tokens that others send' },
    { name: 'OpenID Connect', value: OIDC, description: 'Signs people in with OpenID Connect or OAuth' },
    { name: 'SAML', value: SAML, description: 'Signs people in with SAML' },
  ],
  default: OIDC,
};

const shownFor = (kind: string): Pick<INodeProperties, 'displayOptions'> => ({
  displayOptions: { show: { applicationType: [kind] } },
});

/** Applications themselves. */
export const applicationOperations: ZitadelOperation[] = [
  {
    value: 'createApplication',
    name: 'Create',
    action: 'Create an application',
    description: 'Creates an application in a project. Only this output has its client secret.',
    fields: [
      projectId,
      { ...name, required: true },
      applicationType,
      {
        ...oidcConfiguration,
        default: {
          redirectUris: [],
          responseTypes: ['OIDC_RESPONSE_TYPE_CODE'],
          grantTypes: ['OIDC_GRANT_TYPE_AUTHORIZATION_CODE'],
        },
        ...shownFor(OIDC),
      },
      { ...apiConfiguration, ...shownFor(API) },
      { ...samlConfiguration, default: { metadataUrl: '' }, ...shownFor(SAML) },
    ],
    additionalFields: [
      text('Application ID', 'applicationId', {
        description: 'ID to give the application; one is generated if you leave it empty',
      }),
    ],
  },
  {
    value: 'deactivateApplication',
    name: 'Deactivate',
    action: 'Deactivate an application',
    description: 'Stops users from signing in to an application until it is activated again',
    fields: [projectId, applicationId],
  },
  {
    value: 'deleteApplication',
    name: 'Delete',
    action: 'Delete an application',
    description: 'Deletes an application permanently, with its keys',
    fields: [projectId, applicationId],
  },
  {
    value: 'generateClientSecret',
    name: 'Generate Client Secret',
    action: 'Generate a client secret for an application',
    description: 'Replaces the client secret of an application. Only this output has the new one.',
    fields: [projectId, applicationId],
  },
  {
    value: 'getApplication',
    name: 'Get',
    action: 'Get an application',
    description: 'Retrieves an application by ID',
    fields: [applicationId],
    simplify: 'application',
  },
  {
    value: 'listApplications',
    name: 'Get Many',
    action: 'Get many applications',
    description: 'Retrieves applications, filtered and sorted',
    filters: filters(
      'applications',
      [
        { displayName: 'Name', name: 'nameFilter', values: [name, textFilterMethod] },
        projectFilter('projectIdFilter', 'projectId'),
        member(
          choice('State', 'stateFilter', 'APPLICATION_STATE_', {
            Active: 'ACTIVE',
            Inactive: 'INACTIVE',
            Removed: 'REMOVED',
            Unspecified: 'UNSPECIFIED',
          }),
        ),
        member(
          choice('Type', 'typeFilter', 'APPLICATION_TYPE_', {
            'OpenID Connect': 'OIDC',
            API: 'API',
            SAML: 'SAML',
          }),
        ),
      ],
      { nameFilter: { name: 'Web', method: 'TEXT_FILTER_METHOD_STARTS_WITH' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'APPLICATION_SORT_BY_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        ID: 'ID',
        Name: 'NAME',
        State: 'STATE',
      }),
    ],
    list: true,
    simplify: 'application',
  },
  {
    value: 'reactivateApplication',
    name: 'Reactivate',
    action: 'Reactivate an application',
    description: 'Activates an application again, so that users can sign in to it',
    fields: [projectId, applicationId],
  },
  {
    value: 'updateApplication',
    name: 'Update',
    action: 'Update an application',
    description:
      'Changes the name or settings of an application; what you do not set stays as it is. Its type cannot change.',
    fields: [projectId, applicationId],
    additionalFields: [apiConfiguration, name, oidcConfiguration, samlConfiguration],
  },
];
