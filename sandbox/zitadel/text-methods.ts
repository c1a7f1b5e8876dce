import { notModelled } from './errors';

/** How a text is compared, for the case-sensitive methods; the others compare lower-case texts the same way. */
const methods: Record<string, (value: string, wanted: string) => boolean> = {
  EQUALS: (value, wanted) => value === wanted,
  STARTS_WITH: (value, wanted) => value.startsWith(wanted),
  CONTAINS: (value, wanted) => value.includes(wanted),
  ENDS_WITH: (value, wanted) => value.endsWith(wanted),
};

/**
 * Compares a text as a query wants it.
 * @param method a TextQueryMethod or TextFilterMethod; none is the first of them
 * @throws ZitadelError UNIMPLEMENTED for an unknown method
 */
export function compareTexts(value: string, wanted: string, method: string): boolean {
  const [, name = 'EQUALS', ignoreCase] =
    /^TEXT_(?:QUERY|FILTER)_METHOD_(.*?)(_IGNORE_CASE)?$/.exec(method) ?? [];
  const compare = methods[name];
  if (!compare) throw notModelled(`comparing texts by ${name}`);
  return ignoreCase === undefined
    ? compare(value, wanted)
    : compare(value.toLowerCase(), wanted.toLowerCase());
}
