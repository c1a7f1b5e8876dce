import { newCode } from './codes';
import { codePayload } from './event-payloads';
import { checkUrlTemplate } from './url-template';
import { invalidArgument, notModelled } from './errors';
import { child, type JsonObject, text, textOrNothing } from './json-object';
import { normalizePhone } from './phone';
import { type Address, touch, type User } from './user';

const choices = ['sendCode', 'returnCode', 'isVerified'];

/** A new address, and its code when the request asked to have it returned. */
export interface NewAddress {
  address: Address;
  returnedCode?: string;
}

/**
 * Reads an address and how it is to be verified: not at all, at once, or with a code.
 * @throws ZitadelError INVALID_ARGUMENT for what is no phone number or no template
 */
export function readAddress(request: JsonObject, field: 'email' | 'phone'): NewAddress {
  const given = text(request, field);
  const value = field === 'phone' && given !== '' ? normalizePhone(given) : given;
  if (request.isVerified !== undefined || value === '') {
    refuseSecondChoice(request);
    return { address: { value, isVerified: request.isVerified === true } };
  }
  const { code, returnedCode } = makeCode(request);
  return { address: { value, isVerified: false, code }, returnedCode };
}

/**
 * Makes a code for an address as the request wants it: returned, or sent (to nobody, here).
 * @throws ZitadelError INVALID_ARGUMENT for a bad template
 */
export function makeCode(request: JsonObject): { code: string; returnedCode?: string } {
  refuseSecondChoice(request);
  checkUrlTemplate(textOrNothing(child(request, 'sendCode') ?? {}, 'urlTemplate'));
  const code = newCode();
  return { code, returnedCode: child(request, 'returnCode') && code };
}

/**
 * Verifies an address with its code, which can be used once.
 * @throws ZitadelError INVALID_ARGUMENT for any other code
 */
export function verifyAddress(address: Address, code: string): void {
  if (address.code === undefined || address.code !== code) {
    throw invalidArgument('Code is invalid', 'COMMAND-eis9R');
  }
  address.isVerified = true;
  address.code = undefined;
}

/** Notes in the journal how a new address is verified: it is already, or a code was made. */
export function noteVerification(
  user: User,
  field: 'email' | 'phone',
  { address, returnedCode }: NewAddress,
): void {
  if (address.isVerified) touch(user, `user.human.${field}.verified`);
  else if (address.code !== undefined) noteCode(user, field, returnedCode !== undefined);
}

/** Notes in the journal that a code was made. */
export function noteCode(user: User, field: 'email' | 'phone', isReturned: boolean): void {
  touch(user, `user.human.${field}.code.added`, codePayload(user.journal, isReturned));
}

function refuseSecondChoice(request: JsonObject): void {
  const chosen = choices.filter((name) => request[name] !== undefined);
  if (chosen.length > 1) throw notModelled(`${chosen.join(' and ')} together, which exclude each other`);
}
