import type { ZitadelOperation } from '../../operation';
import { toggle } from '../inputs';
import { context } from './context';

/** Settings of the login: read only, since the older services change them. */
export const loginOperations: ZitadelOperation[] = [
  {
    value: 'getActiveIdentityProviders',
    name: 'Get Many Active Identity Providers',
    action: 'Get many active identity providers',
    description: 'Retrieves the identity providers that the login offers',
    additionalFields: [
      toggle('Automatic Creation', 'autoCreation', 'only those that create users by themselves are wanted'),
      toggle('Automatic Linking', 'autoLinking', 'only those that link users by themselves are wanted'),
      toggle('Creation Allowed', 'creationAllowed', 'only those with which users may be created are wanted'),
      toggle('Linking Allowed', 'linkingAllowed', 'only those that users may be linked to are wanted'),
      context,
    ],
    list: true,
  },
  {
    value: 'getBrandingSettings',
    name: 'Get Branding Settings',
    action: 'Get branding settings',
    description: 'Retrieves the colors, logos and font of the login',
    additionalFields: [context],
    simplify: 'branding',
  },
  {
    value: 'getDomainSettings',
    name: 'Get Domain Settings',
    action: 'Get domain settings',
    description: 'Retrieves whether login names contain the domain, and which domains must be verified',
    additionalFields: [context],
  },
  {
    value: 'getLegalAndSupportSettings',
    name: 'Get Legal and Support Settings',
    action: 'Get legal and support settings',
    description: 'Retrieves the links to terms, privacy policy, help and documentation',
    additionalFields: [context],
    simplify: 'legalLinks',
  },
  {
    value: 'getLockoutSettings',
    name: 'Get Lockout Settings',
    action: 'Get lockout settings',
    description: 'Retrieves how many wrong passwords or codes lock a user',
    additionalFields: [context],
  },
  {
    value: 'getLoginSettings',
    name: 'Get Login Settings',
    action: 'Get login settings',
    description: 'Retrieves how users may sign in, and which second factors there are',
    additionalFields: [context],
    simplify: 'loginSettings',
  },
  {
    value: 'getPasswordComplexitySettings',
    name: 'Get Password Complexity Settings',
    action: 'Get password complexity settings',
    description: 'Retrieves what a password must contain',
    additionalFields: [context],
  },
  {
    value: 'getPasswordExpirySettings',
    name: 'Get Password Expiry Settings',
    action: 'Get password expiry settings',
    description: 'Retrieves after how many days a password expires',
    additionalFields: [context],
  },
];
