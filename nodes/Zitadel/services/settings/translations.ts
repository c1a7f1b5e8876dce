import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { locator } from '../fields';
import { text, toggle } from '../inputs';

const OF_ORGANIZATION = '{"organizationId":""}';

/** The oneof "level". */
const level: INodeProperties = {
  displayName: 'Level',
  name: 'level',
  type: 'options',
  options: [
    { name: 'Instance', value: '{"instance":true}' },
    { name: 'Organization', value: OF_ORGANIZATION },
  ],
  default: '{"instance":true}',
  description: 'Whose translation it is',
};

const organizationId: INodeProperties = {
  ...locator('organizationId', 'Organization', 'searchOrganizations'),
  displayOptions: { show: { level: [OF_ORGANIZATION] } },
};

const locale = text('Locale', 'locale', {
  required: true,
  placeholder: 'e.g. de',
  description: 'Language of the texts, as a BCP 47 tag',
});

/** Texts of the login that Zitadel hosts. */
export const translationOperations: ZitadelOperation[] = [
  {
    value: 'getHostedLoginTranslation',
    name: 'Get Login Translation',
    action: 'Get a login translation',
    description: 'Retrieves the texts of the login in a language',
    fields: [
      { ...level, options: [...(level.options ?? []), { name: 'System', value: '{"system":true}' }] },
      organizationId,
      locale,
    ],
    additionalFields: [
      toggle('Ignore Inheritance', 'ignoreInheritance', 'to exclude the texts of the levels above'),
    ],
  },
  {
    value: 'setHostedLoginTranslation',
    name: 'Set Login Translation',
    action: 'Set a login translation',
    description: 'Replaces the custom texts of the login in a language',
    fields: [
      level,
      organizationId,
      locale,
      {
        displayName: 'Translations',
        name: 'translations',
        type: 'json',
        default: '{}',
        required: true,
        description: 'Texts by key, in the format that Get Login Translation returns',
      },
    ],
  },
];
