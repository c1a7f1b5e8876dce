import type { WebhookResponse } from '../http';
import { toAnswer } from './answer';
import type { Moment } from './settings';

/** What n8n says where the last node put nothing out. */
const NO_ITEM = /^No item (to return )?was found/;

/**
 * Lets n8n's answer pass to Zitadel only as what it is meant for: n8n says something of its own where no node answers, and
 * Zitadel would take that for the message. The status of a failed workflow stays; its text does not go out.
 *
 * @param onProblem told of an answer that cannot be used
 */
export function guardAnswer(
  response: WebhookResponse,
  moment: Moment,
  method: string,
  onProblem: (problem: string) => void,
): void {
  const json = response.json.bind(response);
  const send = response.send.bind(response);
  const end = (status: number, body?: object): void => {
    response.status(status);
    if (body === undefined) {
      response.end();
      return;
    }
    // Express' json calls send.
    Object.assign(response, { json, send });
    response.json(body);
  };
  const answer = async (given: unknown): Promise<void> => {
    if (response.statusCode >= 400) {
      const isEmpty = NO_ITEM.test(messageOf(given));
      return isEmpty ? end(200) : end(500, { message: 'The workflow failed' });
    }
    const result = await toAnswer(given, moment, method);
    if ('body' in result) end(200, result.body);
    else if ('nothing' in result) end(200);
    else {
      onProblem(result.problem);
      end(500, { message: result.problem });
    }
  };
  const take = (given: unknown): WebhookResponse => {
    answer(given).catch(() => end(500));
    return response;
  };
  response.json = take;
  response.send = take;
}

function messageOf(given: unknown): string {
  return typeof given === 'object' && given !== null && 'message' in given ? String(given.message) : '';
}
