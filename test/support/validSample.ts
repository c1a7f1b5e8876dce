import type { Json, JsonObject } from '../../nodes/shared/operation';
import type { ServiceDescription } from '../../nodes/Zitadel/catalogue';
import type { Limits, MessageRules } from '../../nodes/Zitadel/catalogue.types';
import { splitType } from '../../nodes/Zitadel/fieldType';

/** Messages inside messages that are filled in; what lies deeper only where it is required. */
const DEPTH = 3;

const SCALARS: Record<string, Json> = {
  bool: true,
  bytes: Buffer.from('bytes').toString('base64'),
  double: 0.5,
  float: 0.5,
  'google.protobuf.Struct': { text: 'a', list: [1, null], nested: { yes: true } },
  'google.protobuf.Timestamp': '2030-01-31T12:00:00.000Z',
};

/**
 * A request that the server's own rules let pass, with as many of its fields as may stand together: of those that exclude
 * each other the first, and everything else once.
 *
 * @param message full name of the request's message
 */
export function validSample(service: ServiceDescription, message: string, depth = DEPTH): JsonObject {
  const rules = service.rules[message] ?? {};
  const excluded = excludedBy(rules);
  const sample: JsonObject = {};
  for (const [name, type] of Object.entries(service.messages[message] ?? {})) {
    const isRequired = [...(rules.required ?? []), ...(rules.needed ?? []).flat()].includes(name);
    const isDeep = service.messages[splitType(type).name] !== undefined && depth === 0;
    if (excluded.has(name) || (isDeep && !isRequired)) continue;
    const value = valueOf(service, rules, name, type, depth);
    if (value !== undefined) sample[name] = value;
  }
  return sample;
}

function excludedBy({ oneofs = [] }: MessageRules): Set<string> {
  return new Set(oneofs.flatMap((group) => group.slice(1)));
}

function valueOf(
  service: ServiceDescription,
  rules: MessageRules,
  field: string,
  type: string,
  depth: number,
): Json | undefined {
  const { name, repeated } = splitType(type);
  const one = single(service, rules, field, name, depth);
  if (one === undefined) return undefined;
  if (repeated) return [one];
  return type.startsWith('map<') ? { key: one } : one;
}

function single(
  service: ServiceDescription,
  rules: MessageRules,
  field: string,
  type: string,
  depth: number,
): Json | undefined {
  const values = service.enums[type];
  if (values !== undefined) return values.filter((value) => !rules.not?.[field]?.includes(value)).at(-1);
  if (service.messages[type] !== undefined) return validSample(service, type, Math.max(0, depth - 1));
  if (type === 'string') return textFor(rules, field);
  if (type === 'google.protobuf.Duration') return `${least(rules.seconds?.[field], 10)}s`;
  if (type === 'bytes') return Buffer.alloc(least(rules.bytes?.[field], 5), 'b').toString('base64');
  if (/^(u|s)?(int|fixed)(32|64)$|^sfixed/.test(type)) return least(rules.range?.[field], 1);
  return SCALARS[type];
}

function textFor(rules: MessageRules, field: string): string {
  if (rules.email?.includes(field) === true) return 'ada@example.org';
  const [fewest, most] = rules.length?.[field] ?? rules.textBytes?.[field] ?? [0, null];
  const text = `${rules.prefix?.[field] ?? ''}text`.padEnd(fewest, 'x');
  return most === null ? text : text.slice(0, most);
}

/** The smallest value of some limits that is not below a preset. */
function least(limits: Limits | undefined, preset: number): number {
  const [fewest, most] = limits ?? [0, null];
  return Math.min(Math.max(fewest, preset), most ?? Infinity);
}
