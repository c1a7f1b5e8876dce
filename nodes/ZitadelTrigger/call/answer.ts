import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { loadCatalogue } from '../../Zitadel/catalogue/catalogue';
import { type Answer, functionAnswer } from './functionAnswer';
import { loadIndex } from './services';
import type { Moment } from './settings';

/** What n8n says by itself where no node answers: Zitadel would take it for the message, and empty that. */
const OWN_WORDS = /^(Workflow was started|Workflow executed successfully|Webhook call received)/;

/**
 * Makes what the workflow's last node put out into an answer for Zitadel. An item with `forwardedErrorMessage` or
 * `forwardedStatusCode` refuses the call; one with `request` (or `response`) puts that in the place of the message, and so
 * does one that is such a message itself. Anything else leaves the call as it is.
 *
 * @param method the full name of the method that was called, e.g. "/zitadel.user.v2.UserService/SetEmail"
 */
export async function toAnswer(given: unknown, moment: Moment, method: string): Promise<Answer> {
  if (!isObject(given) || Object.keys(given).length === 0) return { nothing: true };
  if (typeof given.message === 'string' && OWN_WORDS.test(given.message)) return { nothing: true };
  const { forwardedStatusCode, forwardedErrorMessage } = given;
  if (forwardedStatusCode !== undefined || forwardedErrorMessage !== undefined) return refusal(given);
  if (moment === 'function') return functionAnswer(given);
  const inner = given[moment];
  if (isObject(inner) && 'fullMethod' in given) return await message(inner, moment, method);
  return isObject(inner) && Object.keys(given).length === 1
    ? await message(inner, moment, method)
    : await message(given, moment, method);
}

function refusal({ forwardedStatusCode, forwardedErrorMessage }: JsonObject): Answer {
  const status = forwardedStatusCode === undefined ? 403 : Number(forwardedStatusCode);
  if (!Number.isInteger(status)) return { problem: 'forwardedStatusCode is no whole number' };
  const text = typeof forwardedErrorMessage === 'string' ? forwardedErrorMessage : 'Refused by a workflow';
  return { body: { forwardedStatusCode: status, forwardedErrorMessage: text } };
}

/** A message with a field that the method does not have would be emptied by Zitadel: it is not sent. */
async function message(body: JsonObject, moment: Moment, method: string): Promise<Answer> {
  if (Object.keys(body).length === 0) return { nothing: true };
  const fields = await fieldsOf(moment, method);
  const unknown = fields && Object.keys(body).find((name) => !fields.includes(name));
  if (unknown !== undefined) return { problem: `${method} has no field "${unknown}" in its ${moment}` };
  return { body };
}

async function fieldsOf(moment: Moment, method: string): Promise<string[] | undefined> {
  const [service = '', name = ''] = method.replace(/^\//, '').split('/');
  const value = (await loadIndex()).get(service);
  if (value === undefined || moment === 'function') return undefined;
  const { methods, messages } = await loadCatalogue(value);
  const found = Object.values(methods).find((entry) => entry.name === name);
  const fields = found && messages[found[moment]];
  return fields && Object.keys(fields);
}
