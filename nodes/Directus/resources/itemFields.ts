import type { FormField } from '../../shared/form/operation';

/**
 * The fields of an item, typed from its collection.
 *
 * @param mode what they are for; only a new item needs those that are required
 */
export function itemFields(mode: 'create' | 'update' | 'upsert'): FormField {
  return {
    displayName: 'Item Fields',
    name: 'data',
    type: 'resourceMapper',
    default: { mappingMode: 'defineBelow', value: null },
    required: mode !== 'update',
    description:
      'Fields with related records take a list of keys or records, which becomes the whole list: all others are detached. What is behind a junction is meant by its own key. To change only some, write {"create": […], "update": […], "delete": […]}.',
    noDataExpression: true,
    typeOptions: {
      loadOptionsDependsOn: ['collection.value'],
      resourceMapper: {
        resourceMapperMethod: mode === 'create' ? 'getFieldsToCreate' : 'getFieldsToUpdate',
        mode: mode === 'create' ? 'add' : 'map',
        valuesLabel: 'Item Fields',
        fieldWords: { singular: 'field', plural: 'fields' },
        addAllFields: mode === 'create',
        multiKeyMatch: false,
        supportAutoMap: true,
      },
    },
    whole: true,
  };
}
