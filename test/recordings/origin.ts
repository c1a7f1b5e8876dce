import type { Json, JsonObject } from './recording';

/**
 * What in the recordings belongs to the instance they were made on and stands there literally: how many there were of
 * something, its generated domain, its admin's name. By scenario, step and path; the value is what it stands for. What is so
 * on an older server alone has its release before the scenario.
 */
const places: Record<string, Record<string, Record<string, string>>> = {
  // It counts those that are not listed.
  '2025-02/errors': { 'lists show only oneself': { 'details.totalResult': '{{uint64}}' } },
  'management-admin': {
    'user changes': {
      'result.0.editorDisplayName': '{{adminName}}',
      'result.0.editorPreferredLoginName': '{{adminName}}',
    },
    instance: { 'instance.domains.0.domain': '{{generatedDomain}}' },
    'list organizations': { 'details.totalResult': '{{uint64}}' },
    members: {
      'details.totalResult': '{{uint64}}',
      'result.0.preferredLoginName': '{{adminName}}',
      'result.0.displayName': '{{adminName}}',
    },
    'events of a user': {
      'events.0.editor.displayName': '{{adminName}}',
      'events.1.editor.displayName': '{{adminName}}',
    },
  },
};

/** Where a recording is from. */
interface Source {
  scenario: string;
  release?: string;
}

/** A recorded reply with everything that belongs to its instance replaced by what it stands for. */
export function withoutOrigin(
  { scenario, release }: Source,
  step: string,
  reply: Json | undefined,
): Json | undefined {
  const paths = { ...places[scenario]?.[step], ...places[`${release}/${scenario}`]?.[step] };
  if (reply === undefined) return reply;
  const copy = structuredClone(reply);
  for (const [path, value] of Object.entries(paths)) replace(copy, path.split('.'), value);
  return copy;
}

function replace(json: Json | undefined, [name = '', ...rest]: string[], value: string): void {
  if (typeof json !== 'object' || json === null) return;
  const parent = json as JsonObject;
  if (rest.length > 0) replace(parent[name], rest, value);
  else if (name in parent) parent[name] = value;
}
