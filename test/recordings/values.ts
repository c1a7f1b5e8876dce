import type { Json } from './recording';

/** What the `{{name}}` in a recording stand for in this run. */
export type Values = Record<string, string>;

/** How a template is filled. */
export interface Filling {
  values: Values;
  /** Makes the code that a TOTP secret gives now. */
  makeCode?: (secret: string) => string;
  /** What stands for a value that the server could not give, since it lacks the operation; none is an error. */
  missing?: string;
}

/** The values that have a form instead of a content. */
const forms: Record<string, RegExp> = {
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  id: /^\d+$/,
  uint64: /^\d+$/,
  generatedDomain: /^zitadel-[a-z0-9]+\.localhost$/,
};

/**
 * Puts the values into everything that is sent.
 * @throws Error for a name without a value
 */
export function fill<T extends Json>(template: T, filling: Filling): T {
  if (typeof template === 'string') return fillText(template, filling) as T;
  if (Array.isArray(template)) return template.map((element) => fill(element, filling)) as T;
  if (typeof template === 'object' && template !== null) {
    const filled = Object.entries(template).map(([name, value]) => [name, fill(value, filling)]);
    return Object.fromEntries(filled) as T;
  }
  return template;
}

/** Takes the values that a step names out of its reply; one that is known already is left to the comparison. */
export function capture(paths: Record<string, string>, reply: Json, values: Values): void {
  for (const [name, path] of Object.entries(paths)) {
    const found = path.split('.').reduce<Json | undefined>(member, reply);
    if (typeof found === 'string') values[name] ??= found;
  }
}

/**
 * Compares a reply with the recording.
 * @param values names without a value yet get the one that the reply has
 * @returns what differs, one line each; nothing when the reply is as recorded
 */
export function compare(expected: Json, actual: Json | undefined, values: Values, at = 'reply'): string[] {
  if (typeof expected === 'string' && expected.includes('{{'))
    return compareText(expected, actual, values, at);
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return expected === actual ? [] : [difference(expected, actual, at)];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  if (Array.isArray(expected) !== Array.isArray(actual)) return [difference(expected, actual, at)];
  return [...names].flatMap((name) => {
    const wanted = member(expected, name);
    const given = member(actual, name);
    if (wanted === undefined) return [`${at}.${name}: not in the recording: ${JSON.stringify(given)}`];
    if (given === undefined) return [`${at}.${name}: missing, recorded as ${JSON.stringify(wanted)}`];
    return compare(wanted, given, values, `${at}.${name}`);
  });
}

function fillText(template: string, filling: Filling): string {
  const { makeCode, missing } = filling;
  // A name never starts with a dot: those are placeholders of the server's own link templates.
  return template.replace(/\{\{([^.].*?)\}\}/g, (_, name: string) => {
    const secret = /^totp\((.+)\)$/.exec(name)?.[1];
    if (secret === undefined || !makeCode) return known(name, filling);
    return missing !== undefined && !(secret in filling.values) ? missing : makeCode(known(secret, filling));
  });
}

function compareText(expected: string, actual: Json | undefined, values: Values, at: string): string[] {
  if (typeof actual !== 'string') return [difference(expected, actual, at)];
  const name = /^\{\{(\w+)\}\}$/.exec(expected)?.[1];
  const form = name === undefined ? undefined : forms[name];
  if (form) return form.test(actual) ? [] : [difference(expected, actual, at)];
  if (name !== undefined && !(name in values)) {
    values[name] = actual;
    return [];
  }
  const filled = fillText(expected, { values });
  return filled === actual ? [] : [difference(filled, actual, at)];
}

function known(name: string, { values, missing }: Filling): string {
  const value = values[name] ?? missing;
  if (value === undefined) throw new Error(`{{${name}}} has no value yet`);
  return value;
}

function member(json: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(json)) return json[Number(name)];
  return typeof json === 'object' && json !== null ? json[name] : undefined;
}

function difference(expected: Json, actual: Json | undefined, at: string): string {
  return `${at}: recorded as ${JSON.stringify(expected)}, now ${JSON.stringify(actual)}`;
}
