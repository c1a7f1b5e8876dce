import type { ZitadelOperation, ZitadelTable } from '../../operation';
import { listQuery } from '../fields';
import { choice } from '../inputs';
import { DECODE_BYTES } from '../options';
import { challenges, checks, lifetime, metadata, sessionId, sessionToken, userAgent } from './fields';
import { sessionFilters } from './filters';

const operations: ZitadelOperation[] = [
  {
    value: 'createSession',
    name: 'Create',
    action: 'Create a session',
    description: 'Starts a session with the checks of a user, e.g. of a password. The output has its token.',
    fields: [{ ...checks, default: { user: { loginName: '' } } }],
    additionalFields: [challenges, lifetime, metadata, userAgent],
  },
  {
    value: 'deleteSession',
    name: 'Delete',
    action: 'Delete a session',
    description: 'Ends a session',
    fields: [sessionId],
    additionalFields: [sessionToken],
  },
  {
    value: 'getSession',
    name: 'Get',
    action: 'Get a session',
    description: 'Retrieves a session, with what was checked and when',
    fields: [sessionId],
    additionalFields: [sessionToken],
    options: [DECODE_BYTES],
    simplify: 'session',
  },
  {
    value: 'listSessions',
    name: 'Get Many',
    action: 'Get many sessions',
    description: 'Retrieves sessions, filtered and sorted',
    filters: sessionFilters,
    additionalFields: [
      listQuery,
      choice('Sort By', 'sortingColumn', 'SESSION_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    options: [DECODE_BYTES],
    list: true,
    simplify: 'session',
  },
  {
    value: 'setSession',
    name: 'Update',
    action: 'Update a session',
    description: 'Adds checks, challenges or metadata to a session. The output has a new token.',
    fields: [sessionId],
    additionalFields: [challenges, checks, lifetime, metadata, sessionToken],
  },
];

/** zitadel.session.v2.SessionService */
export const sessionService: ZitadelTable = {
  value: 'SessionService',
  name: 'Session',
  description: 'Sessions of a login of your own',
  operations,
};
