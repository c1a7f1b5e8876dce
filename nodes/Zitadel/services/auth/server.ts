import type { ZitadelOperation } from '../../operation';

/** What applies to the own account, and the service itself. */
export const serverOperations: ZitadelOperation[] = [
  {
    value: 'getMyLabelPolicy',
    name: 'Get My Branding',
    action: 'Get my branding',
    description: 'Retrieves the colours, logos and font that the login shows the own account',
    simplify: 'myBranding',
  },
  {
    value: 'getMyLoginPolicy',
    name: 'Get My Login Rules',
    action: 'Get my login rules',
    description:
      'Retrieves how the own account may sign in: which second factors there are and whether one is a must',
    simplify: 'myLoginRules',
  },
  {
    value: 'getMyPasswordComplexityPolicy',
    name: 'Get My Password Rules',
    action: 'Get my password rules',
    description: 'Retrieves what a new password of the own account must contain',
  },
  {
    value: 'getMyPrivacyPolicy',
    name: 'Get My Legal Links',
    action: 'Get my legal links',
    description: 'Retrieves the links to terms of service, privacy policy and help of the own organization',
    simplify: 'myLegalLinks',
  },
  {
    value: 'getSupportedLanguages',
    name: 'Get Supported Languages (Deprecated)',
    action: 'Get supported languages',
    description:
      'Lists the languages that the login speaks. Deprecated: use Get General Settings of the service Settings.',
  },
  {
    value: 'healthz',
    name: 'Check Health',
    action: 'Check health',
    description: 'Succeeds where the service is up',
  },
];
