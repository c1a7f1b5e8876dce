import type { INodeProperties } from 'n8n-workflow';

import { innerLocator } from '../fields';
import { filters, userFilter } from '../filters';
import { choice, dateTime, text, texts } from '../inputs';

const method = choice('Comparison', 'method', 'TIMESTAMP_QUERY_METHOD_', {
  'After or At': 'GREATER_OR_EQUALS',
  After: 'GREATER',
  At: 'EQUALS',
  Before: 'LESS',
  'Before or At': 'LESS_OR_EQUALS',
});

/** Whether a query is about the caller, or about what a field says. */
function whose(own: string, other: string, field: INodeProperties): INodeProperties[] {
  const given = JSON.stringify({ [field.name]: '' });
  const options = [
    { name: own, value: '{}' },
    { name: other, value: given },
  ];
  return [
    { displayName: 'Which', name: 'which', type: 'options', options, default: '{}' },
    { ...field, displayOptions: { show: { which: [given] } } },
  ];
}

/** Filters of sessions. */
export const sessionFilters = filters(
  'sessions',
  [
    {
      displayName: 'Creation Date',
      name: 'creationDateQuery',
      values: [dateTime('Date', 'creationDate'), method],
    },
    {
      displayName: 'Creator',
      name: 'creatorQuery',
      values: whose('Credential’s User', 'Other User', innerLocator('id', 'User', 'searchUsers')),
    },
    {
      displayName: 'Expiration Date',
      name: 'expirationDateQuery',
      values: [dateTime('Date', 'expirationDate'), method],
    },
    {
      displayName: 'Session IDs',
      name: 'idsQuery',
      values: [texts('Session IDs', 'ids', 'Add Session ID', { placeholder: 'e.g. 163840776835432705' })],
    },
    userFilter('userIdQuery'),
    {
      displayName: 'User Agent',
      name: 'userAgentQuery',
      values: whose('Credential’s User Agent', 'By Fingerprint', text('Fingerprint ID', 'fingerprintId')),
    },
  ],
  { userIdQuery: { id: '163840776835432705' } },
  'queries',
);
