/** The aggregates whose events there are, by the first part of an event's type. */
const aggregates =
  'action auth_request device_auth execution feature group idpintent instance key_pair limits milestone'
    .concat(
      ' oidc_session org permission project quota restrictions saml_request saml_session session system target',
    )
    .concat(' user user_schema usergrant web_key')
    .split(' ');

/** Event types that the real server is known to have: those that the recordings show, and their nearest relatives. */
const known = new Set([
  'user.human.added',
  'user.human.selfregistered',
  'user.human.profile.changed',
  'user.human.email.changed',
  'user.human.email.verified',
  'user.human.email.code.added',
  'user.human.phone.changed',
  'user.human.phone.verified',
  'user.human.phone.removed',
  'user.human.password.changed',
  'user.human.password.code.added',
  'user.human.mfa.otp.added',
  'user.human.mfa.otp.verified',
  'user.human.mfa.otp.removed',
  'user.human.mfa.init.skipped',
  'user.machine.added',
  'user.machine.changed',
  'user.pat.added',
  'user.pat.removed',
  'user.username.changed',
  'user.metadata.set',
  'user.metadata.removed',
  'user.deactivated',
  'user.reactivated',
  'user.locked',
  'user.unlocked',
  'user.removed',
]);

/** Whether an event type or, with a shorter name, a group of them exists; undefined when that is not known here. */
export function isEventType(name: string, isGroup: boolean): boolean | undefined {
  const isKnown = isGroup ? [...known].some((type) => type.startsWith(`${name}.`)) : known.has(name);
  if (isKnown) return true;
  return aggregates.includes(name.split('.')[0] ?? '') ? undefined : false;
}
