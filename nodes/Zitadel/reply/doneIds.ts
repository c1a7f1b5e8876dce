/** Error IDs besides NOT_FOUND with which a removal says that there is nothing to remove. */
export const GONE_IDS: readonly string[] = ['COMMAND-ieJ2e', 'COMMAND-coi82n', 'COMMA-Grg41'];

/**
 * Error IDs with which a change says that all is as asked for; with the state that the user must have then, where the ID
 * alone does not tell.
 */
export const UNCHANGED_IDS: Readonly<Record<string, { userState?: string }>> = {
  'COMMAND-Uch5e': {},
  'COMMAND-2M0fs': {},
  'COMMAND-5gunjw0cd7': {},
  'COMMAND-s5qqcz97hf': { userState: 'USER_STATE_ACTIVE' },
  'COMMAND-olb9vb0oca': { userState: 'USER_STATE_ACTIVE' },
  'COMMAND-lgws8wtsqf': { userState: 'USER_STATE_LOCKED' },
  'COMMAND-qx4ls': {},
  'INSTANCE-9jlsf': {},
  'ORG-4VSdf': {},
};
