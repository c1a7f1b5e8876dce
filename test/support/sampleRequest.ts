import type { ServiceDescription } from '../../nodes/Zitadel/catalogue/catalogue';
import type { MessageRules } from '../../nodes/Zitadel/catalogue/types';
import { splitType } from '../../nodes/Zitadel/catalogue/fieldType';
import type { Json, JsonObject } from '../../nodes/shared/json';

/** Deep enough for the conditions of a filter; what lies deeper is left out unless it is required. */
const DEPTH = 3;
/** Filters that are made of others, and so have no end. */
const NESTED = /^(or|and|not)(Filter|Query)?$/;

const SCALARS: Record<string, Json> = {
  bool: true,
  'google.protobuf.Timestamp': '2030-01-31T12:00:00.000Z',
  'google.protobuf.Duration': '10s',
  'google.protobuf.Struct': { text: 'a', list: [1, null] },
};

/**
 * A request that has all fields of its message and keeps to what the catalogue says of them: one field of each oneof,
 * and texts, lists and numbers as large as they must be.
 *
 * @param message full name of the request's message
 */
export function sampleRequest(service: ServiceDescription, message: string, depth = DEPTH): JsonObject {
  const rules = service.rules[message] ?? {};
  const fields = Object.entries(service.messages[message] ?? {});
  const request: JsonObject = {};
  for (const [field, type] of fields) {
    const group = rules.oneofs?.find((one) => one.includes(field)) ?? [];
    if (group.some((other) => request[other] !== undefined)) continue;
    if (group.length > 1 && NESTED.test(field)) continue;
    const isMessage = service.messages[splitType(type).name] !== undefined;
    if (isMessage && depth === 0 && !mustBeGiven(rules, field)) continue;
    request[field] = sampleOf(service, rules, field, type, depth);
  }
  return request;
}

function mustBeGiven({ required = [], needed = [] }: MessageRules, field: string): boolean {
  return required.includes(field) || needed.some((group) => group.includes(field));
}

function sampleOf(
  service: ServiceDescription,
  rules: MessageRules,
  field: string,
  type: string,
  depth: number,
): Json {
  const { name, repeated, map } = splitType(type);
  const single = (): Json => {
    const values = service.enums[name];
    if (values !== undefined) {
      const allowed = values.filter((value) => !(rules.not?.[field] ?? []).includes(value));
      return allowed.at(-1) ?? '';
    }
    if (service.messages[name] !== undefined) return sampleRequest(service, name, Math.max(depth - 1, 0));
    return scalar(rules, field, name);
  };
  if (map) return { first: single() };
  if (!repeated) return single();
  const entries = Math.max(rules.items?.[field]?.[0] ?? 1, 1);
  return Array.from({ length: entries }, single);
}

function scalar(rules: MessageRules, field: string, type: string): Json {
  if (type === 'string') {
    if (rules.email?.includes(field)) return 'ada@example.org';
    if (field === 'code') return '012345';
    if (field === 'totpSecret') return 'JBSWY3DPEHPK3PXP';
    const least = rules.length?.[field]?.[0] ?? rules.textBytes?.[field]?.[0] ?? 1;
    return (rules.prefix?.[field] ?? '').padEnd(Math.max(least, 1), '7');
  }
  if (type === 'bytes') return Buffer.alloc(rules.bytes?.[field]?.[0] ?? 6, 'sample').toString('base64');
  if (type === 'google.protobuf.Duration') return `${Math.ceil(rules.seconds?.[field]?.[0] ?? 10)}s`;
  return SCALARS[type] ?? Math.max(rules.range?.[field]?.[0] ?? 1, 1);
}
