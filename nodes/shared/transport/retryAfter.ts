/** A longer pause is not waited for: the call is over before. */
const LONGEST_SECONDS = 86_400;

/** What a reply's head says about when to ask again: seconds, or a date. */
export function retryAfterIn(headers: Record<string, string>): { retryAfter?: number } {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return { retryAfter: Math.min(Number(text), LONGEST_SECONDS) * 1000 };
  const moment = text === '' ? NaN : Date.parse(text);
  return Number.isNaN(moment) ? {} : { retryAfter: Math.max(0, moment - Date.now()) };
}
