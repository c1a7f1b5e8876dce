/** Words that are written as they are spoken, whatever their case in a proto. */
const SPELLING: Readonly<Record<string, string>> = {
  Id: 'ID',
  Ids: 'IDs',
  Url: 'URL',
  Urls: 'URLs',
  Uri: 'URI',
  Uris: 'URIs',
  Api: 'API',
  Ttl: 'TTL',
  Idp: 'IDP',
  Idps: 'IDPs',
  Jwt: 'JWT',
  Ldap: 'LDAP',
  Mfa: 'MFA',
  Oidc: 'OIDC',
  Otp: 'OTP',
  Saml: 'SAML',
  Sms: 'SMS',
  Smtp: 'SMTP',
  Totp: 'TOTP',
  Http: 'HTTP',
  Iam: 'IAM',
  Org: 'Organization',
  Orgs: 'Organizations',
  App: 'Application',
  Apps: 'Applications',
  Msg: 'Message',
  Bg: 'Background',
};

/** Names whose capitals stand inside a word. */
const BRANDS = [
  'AzureAD',
  'GitHub',
  'GitLab',
  'LinkedIn',
  'OAuth',
  'OpenAPI',
  'OpenID',
  'IDPs',
  'IDs',
  'SAMLSP',
];
const BRAND_NAMES: Readonly<Record<string, string>> = {
  AzureAD: 'Azure AD',
  OpenAPI: 'OpenAPI',
  SAMLSP: 'SAML SP',
};
const BRAND = new RegExp(BRANDS.join('|'), 'g');

/** Words that stay small inside a title. */
const SMALL = new Set(['by', 'for', 'from', 'in', 'of', 'on', 'per', 'to', 'with']);

/** Words that begin with a capital in a sentence too. */
const PROPER = new Set([
  'Apple',
  'Azure',
  'GitHub',
  'GitLab',
  'Google',
  'LinkedIn',
  'OAuth',
  'OpenAPI',
  'OpenID',
  'Twilio',
  'Zitadel',
]);

/**
 * A proto name as a label.
 *
 * @example labelOf('addOIDCApp') // "Add OIDC Application"
 * @example labelOf('redirectUris') // "Redirect URIs"
 * @example labelOf('addGitHubProvider') // "Add GitHub Provider"
 */
export function labelOf(name: string): string {
  return wordsOf(name).join(' ');
}

/**
 * The name of a method as the title of an operation.
 *
 * @example titleOf('listProjectRoles') // "Get Many Project Roles"
 */
export function titleOf(method: string): string {
  const [first = '', ...rest] = wordsOf(method);
  const verb = first === 'List' || first === 'Search' ? 'Get Many' : first;
  return [verb, ...rest].join(' ');
}

/**
 * A title as an action: in sentence case, with names and abbreviations as they are.
 *
 * @example actionOf('Add GitHub Provider') // "Add GitHub provider"
 */
export function actionOf(title: string): string {
  const [first = '', ...rest] = title.split(' ');
  const small = rest.map((word) =>
    PROPER.has(word) || /^\(?[A-Z0-9]{2}/.test(word) ? word : word.toLowerCase(),
  );
  return [first, ...small].join(' ');
}

/**
 * A value of an enum as a label: without what all values of the enum begin with.
 *
 * @example enumLabelOf('GENDER_FEMALE', ['GENDER_UNSPECIFIED', 'GENDER_FEMALE']) // "Female"
 */
export function enumLabelOf(value: string, values: readonly string[]): string {
  const prefix = values.reduce(commonPrefix).replace(/[^_]*$/, '');
  const rest = value.slice(values.length > 1 ? prefix.length : 0);
  return rest.toLowerCase().split('_').map(capitalized).join(' ');
}

function wordsOf(name: string): string[] {
  const kept: string[] = [];
  const marked = name.replace(BRAND, (brand) => ` \u0001${kept.push(BRAND_NAMES[brand] ?? brand) - 1} `);
  const words = marked
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '');
  return words.map((word, index) => {
    if (word.startsWith('\u0001')) return kept[Number(word.slice(1))] ?? '';
    const lower = word.toLowerCase();
    return index > 0 && SMALL.has(lower) ? lower : capitalized(word);
  });
}

function capitalized(word: string): string {
  const first = word.charAt(0).toUpperCase() + word.slice(1);
  return SPELLING[first] ?? first;
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
