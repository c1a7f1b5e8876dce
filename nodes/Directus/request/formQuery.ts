import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, parseJson } from '../../shared/parse';
import { checkNames } from './checkQuery';
import { toFilter } from './filterRules';

/**
 * The query of a form: rules become its filter, functions its aggregate, and names that were chosen and written one list.
 *
 * @throws InputError for an entry that is not complete
 */
export function toQuery({
  filterRules,
  furtherFilter,
  functions,
  fields,
  fieldPaths,
  ...plain
}: JsonObject): JsonObject {
  const filter = bothFilters(plain.filter, furtherFilter);
  const names = [fields, fieldPaths].flatMap((value) => namesOf(value));
  const aggregate = toAggregate(plain.aggregate, functions);
  return toFilter(
    {
      ...plain,
      ...(filter !== undefined && { filter }),
      ...(names.length > 0 && { fields: [...new Set(names)] }),
      ...(aggregate !== undefined && { aggregate }),
    },
    filterRules,
  );
}

/** What a whole query says, and the form's filter beside it. */
function bothFilters(own: Json | undefined, further: Json | undefined): Json | undefined {
  if (further === undefined || own === undefined || own === '') return further ?? own;
  return { _and: [parseJson('query.filter', own), further] };
}

function namesOf(value: Json | undefined): Json[] {
  const isEmpty = value === undefined || value === null || value === '';
  if (isEmpty || (Array.isArray(value) && value.length === 0)) return [];
  return checkNames('query.fields', value);
}

/** Functions chosen one by one, beside those written as JSON. */
function toAggregate(written: Json | undefined, functions: Json | undefined): Json | undefined {
  const list = isObject(functions) ? functions.function : functions;
  const entries = (Array.isArray(list) ? list : []).filter(isObject);
  if (entries.length === 0) return written;
  const parsed = written === undefined || written === '' ? {} : parseJson('query.aggregate', written);
  const aggregate: JsonObject = isObject(parsed) ? { ...parsed } : {};
  for (const { name, field } of entries) {
    const path = asText(field);
    if (path === '') throw new InputError('Functions: a function has no field', 'Choose the field, or "*".');
    const known = aggregate[asText(name)];
    const fields = known === undefined ? [] : Array.isArray(known) ? known : [known];
    aggregate[asText(name)] = [...new Set([...fields, path])];
  }
  return aggregate;
}
