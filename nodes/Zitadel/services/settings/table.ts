import type { ZitadelOperation, ZitadelTable } from '../../operation';
import { locator, pagination } from '../fields';
import { filters } from '../filters';
import { choice, message, texts, toggle } from '../inputs';
import { loginOperations } from './login';
import { translationOperations } from './translations';

const organizationId = locator('organizationId', 'Organization', 'searchOrganizations');
const scopedUsernames = toggle(
  'Organization-Scoped Usernames',
  'organizationScopedUsernames',
  'usernames must differ only within the organization',
);

const otherOperations: ZitadelOperation[] = [
  {
    value: 'deleteOrganizationSettings',
    name: 'Delete Organization Settings',
    action: 'Delete settings of an organization',
    description: 'Deletes the own settings of an organization, so that those of the instance apply',
    fields: [organizationId],
  },
  {
    value: 'getGeneralSettings',
    name: 'Get General Settings',
    action: 'Get general settings',
    description: 'Retrieves the languages of the instance and its default organization',
  },
  {
    value: 'getSecuritySettings',
    name: 'Get Security Settings',
    action: 'Get security settings',
    description: 'Retrieves who may embed the login, and whether impersonation is on',
  },
  {
    value: 'listOrganizationSettings',
    name: 'Get Many Organization Settings',
    action: 'Get many organization settings',
    description: 'Retrieves the own settings of organizations',
    filters: filters(
      'settings',
      [
        {
          displayName: 'Organization IDs',
          name: 'inOrganizationIdsFilter',
          values: [
            texts('Organization IDs', 'ids', 'Add Organization ID', {
              placeholder: 'e.g. 163840776835432705',
            }),
          ],
        },
        {
          displayName: 'Organization-Scoped Usernames',
          name: 'organizationScopedUsernamesFilter',
          values: [scopedUsernames],
        },
      ],
      { organizationScopedUsernamesFilter: { organizationScopedUsernames: true } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'ORGANIZATION_SETTINGS_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        'Organization ID': 'ORGANIZATION_ID',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'setOrganizationSettings',
    name: 'Set Organization Settings',
    action: 'Set settings of an organization',
    description: 'Gives an organization settings of its own',
    fields: [organizationId, scopedUsernames],
  },
  {
    value: 'setSecuritySettings',
    name: 'Set Security Settings',
    action: 'Set security settings',
    description: 'Replaces the security settings of the instance: all of them are set as they stand here',
    fields: [
      message(
        'Embedded Iframe',
        'embeddedIframe',
        [
          texts('Allowed Origins', 'allowedOrigins', 'Add Origin', {
            placeholder: 'e.g. https://example.org',
          }),
          toggle('Enabled', 'enabled', 'other sites may show the login in an iframe'),
        ],
        { default: { allowedOrigins: [], enabled: false } },
      ),
      toggle('Enable Impersonation', 'enableImpersonation', 'users with the right to may act as others'),
    ],
  },
];

/** zitadel.settings.v2.SettingsService */
export const settingsService: ZitadelTable = {
  value: 'SettingsService',
  name: 'Settings',
  description: 'Login, password, branding and other settings',
  operations: [...otherOperations, ...loginOperations, ...translationOperations],
};
