import type { NodeForm } from '../shared/form/prepared';
import { toProperties } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { tables } from './resources';
import { BATCH_SIZE_OPTION } from './resources/options';

const JSON_HINT =
  'The whole request: parameters of the route by name (e.g. "id"), "query" and "data", as far as the operation has them';

/** The node's form, made of all tables. */
export function makeForm(): NodeForm {
  return {
    subtitle: subtitleOf(tables),
    properties: toProperties(tables, JSON_HINT, [BATCH_SIZE_OPTION]),
  };
}
