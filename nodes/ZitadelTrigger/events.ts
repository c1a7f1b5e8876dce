/** A kind of event that people ask for, by a name of theirs. */
export interface EventRow {
  /** Type of the event, `group.*` for all whose types begin so, or `*` for all. */
  value: string;
  name: string;
  description?: string;
}

/** The events that the node offers by name; every other one can be chosen from the server's own list. */
export const EVENTS: readonly EventRow[] = [
  {
    value: '*',
    name: 'All Events',
    description: 'Whatever happens in the instance: users, organizations, projects, settings, sessions',
  },
  {
    value: 'org.*',
    name: 'Any Organization Event',
    description: 'Everything about organizations, their settings and their domains',
  },
  {
    value: 'user.human.*',
    name: 'Any Person Event',
    description: 'Everything about people: contact data, passwords and second factors',
  },
  {
    value: 'project.*',
    name: 'Any Project Event',
    description: 'Everything about projects, their applications, roles and grants',
  },
  {
    value: 'user.*',
    name: 'Any User Event',
    description: 'Everything about people and service users',
  },
  { value: 'user.human.email.changed', name: 'Email Changed' },
  { value: 'user.human.email.verified', name: 'Email Verified' },
  { value: 'user.human.mfa.otp.check.failed', name: 'One-Time Code Failed' },
  { value: 'org.added', name: 'Organization Created' },
  { value: 'user.human.passwordless.token.removed', name: 'Passkey Removed' },
  { value: 'user.human.passwordless.token.verified', name: 'Passkey Set Up' },
  { value: 'user.human.password.changed', name: 'Password Changed' },
  { value: 'user.human.password.code.added', name: 'Password Reset Requested' },
  { value: 'user.human.phone.changed', name: 'Phone Changed' },
  { value: 'user.human.profile.changed', name: 'Profile Changed' },
  {
    value: 'user.grant.added',
    name: 'Role Granted',
    description: 'A user was given roles in a project',
  },
  { value: 'user.grant.removed', name: 'Role Removed' },
  {
    value: 'user.human.mfa.otp.removed',
    name: 'Second Factor Removed',
    description: 'The authenticator app of a person was removed',
  },
  {
    value: 'user.human.mfa.otp.verified',
    name: 'Second Factor Verified',
    description: 'A person set up an authenticator app and verified it with a code',
  },
  { value: 'user.human.mfa.u2f.token.removed', name: 'Security Key Removed' },
  { value: 'user.human.mfa.u2f.token.verified', name: 'Security Key Set Up' },
  { value: 'user.machine.added', name: 'Service User Created' },
  {
    value: 'user.human.password.check.failed',
    name: 'Sign-in Failed',
    description: 'A person entered a wrong password. Zitadel records nothing for unknown names.',
  },
  {
    value: 'user.human.password.check.succeeded',
    name: 'Signed In with Password',
  },
  {
    value: 'user.human.added',
    name: 'User Created',
    description: 'A person was created by an administrator or a program',
  },
  { value: 'user.deactivated', name: 'User Deactivated' },
  { value: 'user.removed', name: 'User Deleted' },
  { value: 'user.locked', name: 'User Locked' },
  { value: 'user.reactivated', name: 'User Reactivated' },
  { value: 'user.human.selfregistered', name: 'User Registered', description: 'A person signed up' },
  { value: 'user.unlocked', name: 'User Unlocked' },
  { value: 'user.username.changed', name: 'Username Changed' },
];
