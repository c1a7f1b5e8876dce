/** Lists that show more than their name says, with the methods that change it. */
const TABLE: ReadonlyArray<readonly [list: RegExp, writes: RegExp]> = [
  [
    /^listUsers$/,
    /Users?$|UserName$|^(set|update|verify|remove)(My|Human)?(Email|Phone|Profile|User)$|Password$|Secret$/,
  ],
  [/LinkedIDPs$|IDPLinks$/, /IDPLink$|LinkedIDP$|^(delete|remove)(My)?User$/],
  [/Passkeys$|Passwordless$/, /Passkey(Registration)?$|Passwordless$|^(delete|remove)(My)?User$/],
  [/^list(AuthenticationMethodTypes|.*AuthFactors)$/, /TOTP|OTP|U2F|Passkey|Passwordless|RecoveryCodes/],
  [/^listOrg(anization)?s$/, /Org(anization)?$/],
  [/^listApp(lication)?s$/, /App(lication)?(Config)?$/],
  [/Grants$|^listAuthorizations$/, /Grants?$|Authorization$|^(delete|remove)(User|Project)$/],
  [/Members(hips)?$|^listAdministrators$/, /Member$|Administrator$|^(delete|remove)User$/],
  [/^listProjectRoles$/, /ProjectRoles?$|^(delete|remove)Project$/],
  [/IDPs$|Providers$/, /IDP$|Provider$/],
];

/** Whether a list shows what a method changes, by their names: each list is kept of the changes that concern it. */
export function isShownBy(list: string, write: string): boolean {
  const row = TABLE.find(([lists]) => lists.test(list));
  if (row !== undefined) return row[1].test(write);
  const things = list.replace(/^(list|search)(My|Human)?/, '');
  const thing = things.replace(/ies$/, 'y').replace(/s$/, '');
  return things !== '' && (write.endsWith(thing) || write.endsWith(things));
}
