import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { pagination } from '../fields';
import { filters } from '../filters';
import { condition, conditions } from './condition';

const ownFilters = filters(
  'executions',
  [
    { displayName: 'Conditions', name: 'inConditionsFilter', values: [conditions] },
    {
      displayName: 'Target',
      name: 'targetFilter',
      values: [
        {
          displayName: 'Target ID',
          name: 'targetId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 163840776835432705',
          description: 'ID of a target that an execution must call',
        },
      ],
    },
    {
      displayName: 'Type',
      name: 'executionTypeFilter',
      values: [
        {
          displayName: 'Type',
          name: 'executionType',
          type: 'options',
          options: [
            { name: 'Event', value: 'EXECUTION_TYPE_EVENT' },
            { name: 'Function', value: 'EXECUTION_TYPE_FUNCTION' },
            { name: 'Request', value: 'EXECUTION_TYPE_REQUEST' },
            { name: 'Response', value: 'EXECUTION_TYPE_RESPONSE' },
            { name: 'Unspecified', value: 'EXECUTION_TYPE_UNSPECIFIED' },
          ],
          default: 'EXECUTION_TYPE_EVENT',
        },
      ],
    },
  ],
  { inConditionsFilter: { conditions: [{ event: { event: 'user.human.added' } }] } },
);

const sortingColumn: INodeProperties = {
  displayName: 'Sort By',
  name: 'sortingColumn',
  type: 'options',
  options: [
    { name: 'Change Date', value: 'EXECUTION_FIELD_NAME_CHANGED_DATE' },
    { name: 'Creation Date', value: 'EXECUTION_FIELD_NAME_CREATED_DATE' },
    { name: 'ID', value: 'EXECUTION_FIELD_NAME_ID' },
    { name: 'Unspecified', value: 'EXECUTION_FIELD_NAME_UNSPECIFIED' },
  ],
  default: 'EXECUTION_FIELD_NAME_CREATED_DATE',
};

/** When Zitadel calls which targets. */
export const executionOperations: ZitadelOperation[] = [
  {
    value: 'listExecutionFunctions',
    name: 'Get Execution Functions',
    action: 'Get execution functions',
    description: 'Lists the functions that can be a condition, e.g. "preuserinfo"',
  },
  {
    value: 'listExecutionMethods',
    name: 'Get Execution Methods',
    action: 'Get execution methods',
    description: 'Lists the methods of the API whose requests and responses can be a condition',
  },
  {
    value: 'listExecutionServices',
    name: 'Get Execution Services',
    action: 'Get execution services',
    description: 'Lists the services of the API whose requests and responses can be a condition',
  },
  {
    value: 'listExecutions',
    name: 'Get Many Executions',
    action: 'Get many executions',
    description: 'Retrieves which targets are called under which conditions, filtered and sorted',
    filters: ownFilters,
    additionalFields: [pagination, sortingColumn],
    list: true,
  },
  {
    value: 'searchExecutions',
    method: 'listExecutions',
    name: 'Search Executions (Old Name)',
    action: 'Search executions',
    description: 'Does the same as Get Many Executions, under the name that it had in earlier versions',
    filters: ownFilters,
    additionalFields: [pagination, sortingColumn],
    list: true,
  },
  {
    value: 'setExecution',
    name: 'Set Execution',
    action: 'Set execution',
    description:
      'Says which targets are called under a condition. Replaces the whole list of targets that the condition had: to add one, give those of Get Many Executions too.',
    fields: [
      condition,
      {
        displayName: 'Target IDs',
        name: 'targets',
        type: 'string',
        typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
        default: [],
        placeholder: 'e.g. 163840776835432705',
        description: 'IDs of all targets, in the order in which they are called. None ends the execution.',
      },
    ],
  },
];
