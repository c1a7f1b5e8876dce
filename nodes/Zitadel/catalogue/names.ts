/** Words that are written as they are spoken, whatever their case in a proto. */
const SPELLING: Record<string, string> = {
  Id: 'ID',
  Ids: 'IDs',
  Url: 'URL',
  Uri: 'URI',
  Api: 'API',
  Ttl: 'TTL',
  Idp: 'IDP',
  Jwt: 'JWT',
  Ldap: 'LDAP',
  Oidc: 'OIDC',
  Otp: 'OTP',
  Saml: 'SAML',
  Sms: 'SMS',
  Smtp: 'SMTP',
  Totp: 'TOTP',
  Uris: 'URIs',
  Urls: 'URLs',
};

/**
 * A proto name as a label.
 *
 * @example labelOf('addOIDCApp') // "Add OIDC App"
 * @example labelOf('redirectUris') // "Redirect URIs"
 */
export function labelOf(name: string): string {
  const words = name
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ');
  return words.map((word) => capitalized(word)).join(' ');
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

function capitalized(word: string): string {
  const first = word.charAt(0).toUpperCase() + word.slice(1);
  return SPELLING[first] ?? first;
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
