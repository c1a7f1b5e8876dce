import type { INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../shared/form/operation';
import { innerLocator } from './fields';

/**
 * The filters of a list: one by one, and as JSON for all others.
 *
 * @param things what the list has, e.g. "projects"
 * @param kinds the members of the filter's oneof
 * @param example a filter as JSON
 * @param name field of the request
 */
export function filters(
  things: string,
  kinds: INodePropertyCollection[],
  example: object,
  name = 'filters',
): FormField[] {
  return [
    {
      displayName: 'Filters',
      name: `${name}Ui`,
      requestField: name,
      oneof: true,
      type: 'fixedCollection',
      typeOptions: { multipleValues: true },
      placeholder: 'Add Filter',
      default: {},
      description: `What the ${things} must all match`,
      options: kinds,
    },
    {
      displayName: 'Filters (JSON)',
      name,
      type: 'json',
      default: '',
      description: `More filters as a JSON array, e.g. ${JSON.stringify([example])}`,
    },
  ];
}

/**
 * A filter by an organization.
 *
 * @param name the member of the filter's oneof
 * @param field the member's field
 */
export function organizationFilter(
  name: string,
  field = 'id',
  label = 'Organization',
): INodePropertyCollection {
  return { displayName: label, name, values: [innerLocator(field, 'Organization', 'searchOrganizations')] };
}

/** A filter by a project; with the same parameters. */
export function projectFilter(name: string, field = 'id', label = 'Project'): INodePropertyCollection {
  return { displayName: label, name, values: [innerLocator(field, 'Project', 'searchProjects')] };
}

/** A filter by a user; with the same parameters. */
export function userFilter(name: string, field = 'id', label = 'User'): INodePropertyCollection {
  return { displayName: label, name, values: [innerLocator(field, 'User', 'searchUsers')] };
}
