import type { INodeProperties } from 'n8n-workflow';

/** Directus' operators with their names for people. */
const OPERATORS: ReadonlyArray<[string, string]> = [
  ['Contains', '_contains'],
  ['Contains (Any Case)', '_icontains'],
  ['Does Not Contain', '_ncontains'],
  ['Does Not End With', '_nends_with'],
  ['Does Not End With (Any Case)', '_niends_with'],
  ['Does Not Equal', '_neq'],
  ['Does Not Start With', '_nstarts_with'],
  ['Does Not Start With (Any Case)', '_nistarts_with'],
  ['Ends With', '_ends_with'],
  ['Ends With (Any Case)', '_iends_with'],
  ['Equals', '_eq'],
  ['Greater Than', '_gt'],
  ['Greater Than or Equals', '_gte'],
  ['Is Between', '_between'],
  ['Is Empty', '_empty'],
  ['Is Not Between', '_nbetween'],
  ['Is Not Empty', '_nempty'],
  ['Is Not Null', '_nnull'],
  ['Is Not One Of', '_nin'],
  ['Is Null', '_null'],
  ['Is One Of', '_in'],
  ['Less Than', '_lt'],
  ['Less Than or Equals', '_lte'],
  ['Starts With', '_starts_with'],
  ['Starts With (Any Case)', '_istarts_with'],
];

const combine: INodeProperties = {
  displayName: 'Combine',
  name: 'combine',
  type: 'options',
  options: [
    { name: 'All Rules Apply', value: 'and' },
    { name: 'Any Rule Applies', value: 'or' },
  ],
  default: 'and',
};

const rules: INodeProperties = {
  displayName: 'Rules',
  name: 'rules',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Rule',
  default: {},
  options: [
    {
      displayName: 'Rule',
      name: 'rule',
      values: [
        {
          displayName: 'Field Name or ID',
          name: 'field',
          type: 'options',
          typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['collection.value'] },
          default: '',
          description:
            'Field to compare; with an expression, a dot reaches into relations. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
        },
        {
          displayName: 'Operator',
          name: 'operator',
          type: 'options',
          options: OPERATORS.map(([name, value]) => ({ name, value })),
          default: '_eq',
        },
        {
          displayName: 'Value',
          name: 'value',
          type: 'string',
          default: '',
          description:
            'What to compare with; several values have commas between them. Not used by the operators on null and empty.',
        },
      ],
    },
  ],
};

/** A filter put together by hand: rules, and groups of rules. */
export const filterRules: INodeProperties = {
  displayName: 'Filters',
  name: 'filterRules',
  type: 'fixedCollection',
  placeholder: 'Add Filter',
  default: {},
  description: 'What the records must match',
  options: [
    {
      displayName: 'Filter',
      name: 'group',
      values: [
        combine,
        rules,
        {
          displayName: 'Groups',
          name: 'groups',
          type: 'fixedCollection',
          typeOptions: { multipleValues: true },
          placeholder: 'Add Group',
          default: {},
          options: [{ displayName: 'Group', name: 'group', values: [combine, rules] }],
        },
      ],
    },
  ],
};
