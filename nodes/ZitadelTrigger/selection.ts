/** All events. */
const ALL = '*';
const GROUP = '.*';

/** Whether a text has the form of an event type, of a group of them, or stands for all. */
export function isPattern(text: string): boolean {
  return text === ALL || /^[\w-]+(\.[\w-]+)*(\.\*)?$/.test(text);
}

/** Whether an event's type is one of those chosen. */
export function isChosen(type: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (pattern === ALL) return true;
    return pattern.endsWith(GROUP) ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
  });
}

/** The types chosen, where single ones are; undefined where a group or all are among them. */
export function exactTypes(patterns: readonly string[]): readonly string[] | undefined {
  return patterns.some((pattern) => pattern.endsWith(ALL)) ? undefined : patterns;
}

/** What an execution is set on for a pattern (`zitadel.action.v2.EventExecution`). */
export function toEventCondition(pattern: string): { all: true } | { group: string } | { event: string } {
  if (pattern === ALL) return { all: true };
  return pattern.endsWith(GROUP) ? { group: pattern.slice(0, -GROUP.length) } : { event: pattern };
}
