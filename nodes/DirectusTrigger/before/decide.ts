import type { TriggerSettings } from '../settings';
import type { HiddenFields } from '../instant/delivery';

/** What a refusal says where the workflow does not. */
const REFUSAL = { code: 'REFUSED', status: 422, message: 'The change was refused.' };
const NO_ANSWER = {
  code: 'NO_ANSWER',
  status: 503,
  message: 'The change could not be checked, because n8n did not answer as it should. Try again later.',
};
const WRONG_ANSWER = {
  code: 'WRONG_ANSWER',
  status: 500,
  message: 'The change could not be made: what the workflow answered in "payload" is not what was changed.',
};

/**
 * The script by which a flow decides what becomes of a change, for Directus' operation "exec". It gives `refuse`, with
 * `code`, `status` and `message`, and `payload` where the workflow gave one. Fields that were not sent to n8n stay as they
 * are.
 *
 * @param hidden fields of collections that n8n does not see
 */
export function decisionScript(settings: TriggerSettings, hidden: HiddenFields): string {
  const { refuseUnanswered } = settings;
  return `const REFUSAL = ${JSON.stringify(REFUSAL)};
const NO_ANSWER = ${JSON.stringify({ refuse: refuseUnanswered, ...NO_ANSWER })};
const WRONG_ANSWER = ${JSON.stringify({ refuse: true, ...WRONG_ANSWER })};
const SENT = ${JSON.stringify(sentFields(settings))};
const HIDDEN = ${JSON.stringify(hidden)};
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && value !== '';

function keepUnseen(collection, before, after) {
  const sent = SENT[collection];
  const hidden = HIDDEN[collection] || [];
  for (const name of Object.keys(before)) {
    const isUnseen = sent ? !sent.includes(name) : hidden.includes(name);
    if (isUnseen && !(name in after)) after[name] = before[name];
  }
  return after;
}

module.exports = async function (data) {
  const reply = data.n8n;
  const answered = isObject(reply) && reply.status >= 200 && reply.status < 300;
  if (!answered) return NO_ANSWER;
  const answer = isObject(reply.data) ? reply.data : {};
  if (answer.refuse === true) {
    const status = Number(answer.status);
    return {
      refuse: true,
      code: isText(answer.code) ? answer.code : REFUSAL.code,
      status: status >= 400 && status < 600 ? Math.floor(status) : REFUSAL.status,
      message: isText(answer.message) ? answer.message : REFUSAL.message,
    };
  }
  const { payload, collection } = data.$trigger;
  if (answer.payload === undefined) return { refuse: false };
  if (Array.isArray(payload) && Array.isArray(answer.payload)) return { refuse: false, payload: answer.payload };
  if (isObject(payload) && isObject(answer.payload)) {
    return { refuse: false, payload: keepUnseen(collection, payload, answer.payload) };
  }
  return WRONG_ANSWER;
};
`;
}

/**
 * The script that makes what n8n sees of a change, where some changes may hold secrets and others not: of the former chosen
 * fields only.
 */
export function viewScript(settings: TriggerSettings): string {
  return `const SENT = ${JSON.stringify(sentFields(settings))};

module.exports = async function (data) {
  const { event, collection, key, keys, payload } = data.$trigger;
  const sent = SENT[collection];
  const isWhole = !sent || typeof payload !== 'object' || payload === null || Array.isArray(payload);
  const entries = isWhole ? [] : Object.entries(payload).filter(([name]) => sent.includes(name));
  return { event, collection, key, keys, payload: isWhole ? payload : Object.fromEntries(entries) };
};
`;
}

/** The fields that n8n sees, of collections of which it does not see all. */
function sentFields({ rows }: TriggerSettings): Record<string, readonly string[]> {
  const guarded = rows.flatMap(({ collection, leaves }) =>
    leaves === undefined ? [] : [[collection, leaves] as const],
  );
  return Object.fromEntries(guarded);
}
