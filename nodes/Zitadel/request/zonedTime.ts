/** A date, or a date and time, that says nothing of its time zone: what n8n's date picker gives. */
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/;

/**
 * Milliseconds since 1970 of a date and time in ISO form.
 *
 * @param timeZone whose clock shows it, where the text itself does not say so, e.g. "Europe/Zurich"
 * @returns NaN for what is no date
 */
export function parseTime(text: string, timeZone: string): number {
  const [, date, time = '00:00'] = WITHOUT_ZONE.exec(text) ?? [];
  if (date === undefined) return Date.parse(text);
  const shown = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(shown)) return NaN;
  // The second step is for the hours between the change of the clocks here and in UTC.
  const near = shown - ahead(shown, timeZone);
  return shown - ahead(near, timeZone);
}

/** By how many milliseconds the clocks of a time zone are ahead of UTC at a moment. */
function ahead(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const clock = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return clock - Math.floor(moment / 1000) * 1000;
}
