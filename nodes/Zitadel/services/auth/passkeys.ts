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
      'Starts adding a passkey to the own account: returns the options for the browser. Ends with Verify My Passkey.',
  },
  {
    value: 'addMyPasswordlessLink',
    name: 'Create My Passkey Link',
    action: 'Create my passkey link',
    description: 'Returns a link with which the person adds a passkey on another device',
  },
  {
    value: 'listMyPasswordless',
    name: 'Get Many of My Passkeys',
    action: 'Get many of my passkeys',
    description: 'Retrieves the passkeys of the own account, those not yet verified among them',
    list: true,
  },
  {
    value: 'removeMyPasswordless',
    name: 'Remove My Passkey',
    action: 'Remove my passkey',
    description: 'Takes a passkey away from the own account',
    fields: [locator('tokenId', 'Passkey', 'searchMyPasskeys')],
  },
  {
    value: 'sendMyPasswordlessLink',
    name: 'Send My Passkey Link',
    action: 'Send my passkey link',
    description: 'Sends the person an e-mail with a link to add a passkey on another device',
  },
  {
    value: 'verifyMyPasswordless',
    name: 'Verify My Passkey',
    action: 'Verify my passkey',
    description: 'Ends adding a passkey: sends what the browser made of the options',
    fields: [verification],
  },
];
