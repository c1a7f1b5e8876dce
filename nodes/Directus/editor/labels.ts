import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** Fields that tell people which record is meant, by collection of Directus. */
const LABELS: Readonly<Record<string, string>> = {
  access: '{{policy.name}} {{role.name}} {{user.email}}',
  activity: '{{action}} {{collection}} {{item}}',
  comments: '{{comment}}',
  dashboards: '{{name}}',
  files: '{{title}} ({{filename_download}})',
  flows: '{{name}}',
  folders: '{{name}}',
  notifications: '{{subject}}',
  operations: '{{name}} ({{key}})',
  panels: '{{name}} ({{type}})',
  permissions: '{{collection}}: {{action}}',
  policies: '{{name}}',
  presets: '{{collection}} {{bookmark}}',
  revisions: '{{collection}} {{item}}',
  roles: '{{name}}',
  shares: '{{name}} ({{collection}})',
  translations: '{{key}} ({{language}})',
  users: '{{first_name}} {{last_name}} ({{email}})',
  versions: '{{name}} ({{key}})',
  webhooks: '{{name}}',
};

/** Fields that usually name an item, for collections without a display template. */
const USUAL = ['title', 'name', 'label', 'headline', 'subject', 'email', 'slug', 'key'];

/** The template of a resource's records; '' where only their ID tells them apart. */
export function labelOfResource(resource: string): string {
  return LABELS[resource] ?? '';
}

/**
 * The template of a collection's items.
 *
 * @param template the collection's display template, as Directus has it
 * @param fields names of the collection's fields
 */
export function labelOfCollection(template: Json | undefined, fields: readonly string[]): string {
  if (typeof template === 'string' && template !== '') return template;
  const usual = USUAL.find((name) => fields.includes(name));
  return usual === undefined ? '' : `{{${usual}}}`;
}

/** Names of the fields in a template. */
export function fieldsOf(template: string): string[] {
  return [...template.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map((match) => match[1] ?? '');
}

/** A template with a record's values; the key where they are empty. */
export function fill(template: string, record: JsonObject, key: string): string {
  const text = template
    .replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (_, path: string) => valueAt(record, path))
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : asText(record[key]);
}

function valueAt(record: JsonObject, path: string): string {
  const value = path.split('.').reduce<Json>((inner, name) => {
    const first = Array.isArray(inner) ? inner[0] : inner;
    return isObject(first) ? (first[name] ?? null) : null;
  }, record);
  return asText(value);
}
