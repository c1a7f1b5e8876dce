import type { NodeForm } from '../shared/form/prepared';
import { toProperties } from '../shared/form/properties';
import { subtitleOf } from '../shared/form/subtitle';
import { tables } from './services';
import { AUTHENTICATION, ORGANIZATION_OPTION } from './services/options';

const JSON_HINT = 'The whole request as proto3 JSON, e.g. {"userId": "163840776835432705"}';

/** The node's form, made of all tables. */
export function makeForm(): NodeForm {
  return {
    subtitle: subtitleOf(tables),
    properties: [AUTHENTICATION, ...toProperties(tables, JSON_HINT, [ORGANIZATION_OPTION])],
  };
}
