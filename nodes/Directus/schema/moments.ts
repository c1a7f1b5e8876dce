import { DateTime, IANAZone } from 'luxon';

/** A day, with or without a time, as ISO has it; the time with or without a zone. */
const EXTENDED = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** The same without its signs, as calendars have it. */
const BASIC = /^\d{8}(?:T\d{4}(?:\d\d)?(?:Z|[+-]\d\d(?:\d\d)?)?)?$/i;
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d+)?)?$/;

/** How a moment is written for each of Directus' types that hold one. */
const WRITTEN: Readonly<Record<string, (moment: DateTime) => string | null>> = {
  date: (moment) => moment.toISODate(),
  dateTime: (moment) => moment.toFormat(`yyyy-MM-dd'T'HH:mm:ss${fraction(moment)}`),
  time: (moment) => moment.toFormat(`HH:mm:ss${fraction(moment)}`),
  timestamp: (moment) => moment.toUTC().toISO(),
};

/** Directus' types that hold a moment, or a part of one. */
export const MOMENT_TYPES = Object.keys(WRITTEN);

/**
 * Writes a moment as a field holds it. Text without a zone is read on the workflow's clock, and a field without a zone
 * holds what that clock shows at the moment.
 *
 * @param type one of `MOMENT_TYPES`
 * @param zone the workflow's time zone
 * @returns undefined where the text is none, or names a day that does not exist
 */
export function momentFor(type: string, text: string, zone: string): string | undefined {
  const trimmed = text.trim();
  if (type === 'time') {
    const time = timeOfDay(trimmed);
    if (time !== undefined) return time;
    if (!/\d[T ]\d/i.test(trimmed)) return undefined;
  }
  if (!EXTENDED.test(trimmed) && !BASIC.test(trimmed)) return undefined;
  const iso = trimmed
    .toUpperCase()
    .replace(/^([\d-]{10}) /, '$1T')
    .replace(/ /g, '');
  const moment = DateTime.fromISO(iso, { zone: IANAZone.isValidZone(zone) ? zone : 'local' });
  return moment.isValid ? (WRITTEN[type]?.(moment) ?? undefined) : undefined;
}

/** Whether a text has a time with a zone. */
export function hasZone(text: string): boolean {
  return /\d[T ]\d.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text.trim());
}

/** Whether a text begins as a day does. */
export function looksLikeDay(text: string): boolean {
  return /^\s*\d{4}-\d\d-\d\d/.test(text) || BASIC.test(text.trim());
}

function timeOfDay(text: string): string | undefined {
  const [, hours = '', minutes = '', seconds = '00', part = ''] = TIME.exec(text) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}${part}`;
}

function fraction({ millisecond }: DateTime): string {
  return millisecond === 0 ? '' : '.SSS';
}
