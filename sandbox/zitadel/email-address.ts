import type { Check } from './validation';

const addressCharacters = /^[\w.!#$%&'*+\-/=?^`{|}~]+$/;
const address =
  /^[\w.!#$%&'*+\-/=?^`{|}~]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/** An e-mail address; the cause of a refusal is worded as the real server's parser words it. */
export const emailAddress: Check = (value) => {
  const text = String(value ?? '');
  if (address.test(text)) return undefined;
  const start = text.split('@')[0]?.trim() ?? '';
  const cause = addressCharacters.test(start) ? "mail: missing '@' or angle-addr" : 'mail: no angle-addr';
  return { reason: 'value must be a valid email address', cause };
};
