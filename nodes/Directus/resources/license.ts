import type { INodeProperties } from 'n8n-workflow';

import type { DataRule, DirectusTable } from '../operation';
import { eitherOf, matching, objectOf, TEXTS, type ValueForm, wholeNumber } from '../request/valueForms';
import { number, required, secretText, text, toggle } from './inputs';

const AVAILABLE = { from: '12.0', instead: 'Older versions have no licence to manage.' };
const licenseKey = secretText('License Key', 'license_key', { required: true });
const withKey: DataRule = { fields: ['license_key'], required: ['license_key'] };
const keyForm = { license_key: matching() };

/** Directus does nothing for `false`. */
const TRUE: ValueForm = {
  is: 'true',
  remedy: 'Write true, or leave it out.',
  holds: (value) => value === true,
};

/** True, or how the administrator who asks will sign in from then on. */
const SINGLE_SIGN_ON = eitherOf(
  TRUE,
  objectOf({ admin: objectOf({ email: matching(), password: matching() }) }),
);

/** The licence of this Directus. */
export const license: DirectusTable = {
  value: 'license',
  name: 'License',
  description: 'License of this Directus and what it allows',
  operations: [
    {
      value: 'get',
      name: 'Get',
      action: 'Get the license',
      description: 'Retrieves what the license allows and how much of it is used',
      verb: 'GET',
      path: '/license',
      available: AVAILABLE,
    },
    {
      value: 'activate',
      name: 'Activate',
      action: 'Activate a license',
      description: 'Activates a license by its key',
      verb: 'POST',
      path: '/license',
      data: withKey,
      forms: keyForm,
      fields: [licenseKey],
      emptyReply: { activated: true },
      available: AVAILABLE,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update the license',
      description: 'Replaces the license with another one',
      verb: 'PATCH',
      path: '/license',
      data: withKey,
      forms: keyForm,
      fields: [licenseKey],
      emptyReply: { updated: true },
      available: AVAILABLE,
    },
    {
      value: 'deactivate',
      name: 'Deactivate',
      action: 'Deactivate the license',
      description: 'Removes the license from this Directus',
      verb: 'DELETE',
      path: '/license',
      emptyReply: { deactivated: true },
      available: AVAILABLE,
    },
    {
      value: 'getPortal',
      name: 'Get Portal',
      action: 'Get the portal of the license',
      description: 'Retrieves the URL for managing the license, to open in a browser',
      verb: 'GET',
      path: '/license/portal',
      reply: 'location',
      available: AVAILABLE,
    },
    {
      value: 'preview',
      name: 'Preview',
      action: 'Preview a license',
      description: 'Retrieves what a license key would allow',
      verb: 'POST',
      path: '/license/preview',
      data: withKey,
      forms: keyForm,
      fields: [licenseKey],
      available: AVAILABLE,
    },
    {
      value: 'listAddons',
      name: 'Get Many Addons',
      action: 'Get many addons of the license',
      description: 'Retrieves what can be added to the license',
      verb: 'GET',
      path: '/license/addons',
      list: true,
      unpaged: true,
      available: AVAILABLE,
    },
    {
      value: 'updateAddon',
      name: 'Update Addon',
      action: 'Update an addon of the license',
      description: 'Sets the quantity of an add-on',
      verb: 'PATCH',
      path: '/license/addons/:id',
      data: { fields: ['quantity'], required: ['quantity'] },
      forms: { quantity: wholeNumber(0) },
      fields: [
        required(text('Addon ID', 'id')),
        number('Quantity', 'quantity', { default: 1, required: true, typeOptions: { minValue: 0 } }),
      ],
      emptyReply: { updated: true },
      available: AVAILABLE,
    },
    {
      value: 'deleteAddon',
      name: 'Delete Addon',
      action: 'Delete an addon of the license',
      description: 'Removes an add-on from the license',
      verb: 'DELETE',
      path: '/license/addons/:id',
      fields: [required(text('Addon ID', 'id'))],
      emptyReply: { deleted: true },
      available: AVAILABLE,
    },
    {
      value: 'getPendingResolution',
      name: 'Get Pending Resolution',
      action: 'Get the pending resolution of the license',
      description: 'Retrieves what must be deactivated to comply with the license or another one',
      verb: 'POST',
      path: '/license/pending-resolution',
      data: { fields: ['license_key'] },
      forms: keyForm,
      fields: [{ ...licenseKey, required: false }],
      available: AVAILABLE,
    },
    {
      value: 'resolve',
      name: 'Resolve',
      action: 'Resolve the limits of the license',
      description: 'Deactivates users, collections and flows that exceed the license',
      verb: 'POST',
      path: '/license/resolve',
      data: { fields: ['collections', 'flows', 'seats', 'sso_enabled'], notEmpty: true },
      forms: { collections: TEXTS, flows: TEXTS, seats: TEXTS, sso_enabled: SINGLE_SIGN_ON },
      additionalFields: [
        texts('Collections', 'collections', 'Names of the collections to deactivate'),
        texts('Flows', 'flows', 'IDs of the flows to deactivate'),
        toggle(
          'Single Sign-On',
          'sso_enabled',
          'to deactivate users who sign in with another provider',
          true,
        ),
        texts('Users', 'seats', 'IDs of the users to deactivate'),
      ],
      emptyReply: { resolved: true },
      send: 'resolveLicense',
      available: AVAILABLE,
    },
  ],
};

function texts(displayName: string, name: string, description: string): INodeProperties {
  return text(displayName, name, { typeOptions: { multipleValues: true }, default: [], description });
}
