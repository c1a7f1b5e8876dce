import type { ZitadelOperation } from '../../operation';

/** What applies to the own account, and the service itself. */
export const serverOperations: ZitadelOperation[] = [
  {
    value: 'getMyLabelPolicy',
    name: 'Get My Branding',
    action: 'Get my branding',
    description: 'Retrieves the colors, logos and font of your login',
    simplify: 'myBranding',
  },
  {
    value: 'getMyLoginPolicy',
    name: 'Get My Login Rules',
    action: 'Get my login rules',
    description:
      'Retrieves how your account can sign in: which second factors are available and whether one is required',
    simplify: 'myLoginRules',
  },
  {
    value: 'getMyPasswordComplexityPolicy',
    name: 'Get My Password Rules',
    action: 'Get my password rules',
    description: 'Retrieves what a new password must contain',
  },
  {
    value: 'getMyPrivacyPolicy',
    name: 'Get My Legal Links',
    action: 'Get my legal links',
    description: 'Retrieves the links to the terms of service, privacy policy and help of your organization',
    simplify: 'myLegalLinks',
  },
  {
    value: 'getSupportedLanguages',
    name: 'Get Supported Languages (Deprecated)',
    action: 'Get supported languages',
    description:
      'Lists the languages of the login. Deprecated: use Get General Settings of the service Settings.',
  },
  {
    value: 'healthz',
    name: 'Check Health',
    action: 'Check health',
    description: 'Checks that the service is up',
  },
];
