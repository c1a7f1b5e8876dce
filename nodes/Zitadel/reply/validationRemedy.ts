/** One step of what the server's validation says, e.g. "invalid SetHumanProfile.GivenName: value length must be …". */
const STEP = /invalid [A-Za-z0-9_]+\.([A-Za-z0-9_]+)((?:\[[^\]]*\])*): ([^|]*)/g;

/**
 * What to do about a message of the server's validation: which field it means, by the path that a request has it under,
 * and what is wrong with it. The server writes the names of its own code.
 *
 * @returns undefined for any other message
 * @example validationRemedy('invalid A.Profile: embedded message failed validation | caused by: invalid B.GivenName: …')
 *   // "Check profile.givenName: …"
 */
export function validationRemedy(message: string): string | undefined {
  const steps = [...message.matchAll(STEP)];
  const reason = steps.at(-1)?.[3]?.trim();
  if (reason === undefined || reason === '') return undefined;
  const path = steps.map(([, field = '', index = '']) => jsonName(field) + index).join('.');
  return `Check ${path}: ${reason.replace(/ runes\b/, ' characters').replace(/, inclusive$/, '')}.`;
}

/** A name of Go code as JSON has it: "GivenName" is "givenName". */
function jsonName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
