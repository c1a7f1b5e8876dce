import type { ZitadelOperation } from '../../operation';
import { locator } from '../fields';
import { verification } from './fields';

/** Passkeys of the own account; the proto calls them "passwordless". */
export const passkeyOperations: ZitadelOperation[] = [
  {
    value: 'addMyPasswordless',
    name: 'Add My Passkey',
    action: 'Add my passkey',
    description:
      'Starts adding a passkey to your account and returns the options for the browser. Verify My Passkey completes it.',
  },
  {
    value: 'addMyPasswordlessLink',
    name: 'Create My Passkey Link',
    action: 'Create my passkey link',
    description: 'Returns a link for adding a passkey on another device',
  },
  {
    value: 'listMyPasswordless',
    name: 'Get Many of My Passkeys',
    action: 'Get many of my passkeys',
    description: 'Retrieves the passkeys of your account, including unverified ones',
    list: true,
  },
  {
    value: 'removeMyPasswordless',
    name: 'Remove My Passkey',
    action: 'Remove my passkey',
    description: 'Removes a passkey from your account',
    fields: [locator('tokenId', 'Passkey', 'searchMyPasskeys')],
  },
  {
    value: 'sendMyPasswordlessLink',
    name: 'Send My Passkey Link',
    action: 'Send my passkey link',
    description: 'Sends you an email with a link for adding a passkey on another device',
  },
  {
    value: 'verifyMyPasswordless',
    name: 'Verify My Passkey',
    action: 'Verify my passkey',
    description: "Completes adding a passkey, with the browser's response to the options",
    fields: [verification],
  },
];
