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
      'Relational fields take a list of keys or records, which replaces the whole list. For many-to-many fields, use the keys of the related items. To change only some, write {"create": […], "update": […], "delete": […]}.',
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
