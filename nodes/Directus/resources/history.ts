import type { DirectusOperation, DirectusTable } from '../operation';
import { exportRow } from './exportRow';
import { itemQuery, listQuery } from './fields';
import { longText, number } from './inputs';
import { collection, locator } from './locators';

const COMMENTS = {
  gone: '11.3',
  instead: 'Use the resource Comment.',
};

function reading(resource: string, record: string, records: string, article: string): DirectusOperation[] {
  const rows: DirectusOperation[] = [
    {
      value: 'get',
      name: 'Get',
      action: `Get ${article} ${record}`,
      description: `Retrieves ${article} ${record} by ID`,
      verb: 'GET',
      path: `/${resource}/:id`,
      query: true,
      records: `directus_${resource}`,
      fields: [locator('Entry', 'id', 'searchRecords', { placeholder: 'e.g. 42' }), itemQuery],
      batch: 'get',
    },
    {
      value: 'list',
      name: 'Get Many',
      action: `Get many ${records}`,
      description: `Retrieves ${records}, filtered and sorted`,
      verb: 'GET',
      path: `/${resource}`,
      query: true,
      records: `directus_${resource}`,
      filters: listQuery,
      list: true,
    },
  ];
  const exports = rows.filter(({ list }) => list === true).map((row) => exportRow(row, records));
  return [...rows, ...exports];
}

const comment = longText('Comment', 'comment', { required: true });
const commentId = number('Comment ID', 'id', { required: true });

/** directus_activity */
export const activity: DirectusTable = {
  value: 'activity',
  name: 'Activity',
  description: 'What happened, and before Directus 11.3 the comments',
  operations: [
    ...reading('activity', 'activity entry', 'activity entries', 'an'),
    {
      value: 'create',
      name: 'Create Comment',
      action: 'Create a comment in the activity',
      description: 'Writes a comment on an item; for Directus before 11.3',
      verb: 'POST',
      path: '/activity/comment',
      data: { fields: ['collection', 'item', 'comment'], required: ['collection', 'item', 'comment'] },
      fields: [collection, locator('Item', 'item', 'searchItems'), comment],
      available: COMMENTS,
    },
    {
      value: 'update',
      name: 'Update Comment',
      action: 'Update a comment in the activity',
      description: 'Changes a comment on an item; for Directus before 11.3',
      verb: 'PATCH',
      path: '/activity/comment/:id',
      data: { fields: ['comment'], required: ['comment'] },
      fields: [commentId, comment],
      emptyMeansUnknown: true,
      available: COMMENTS,
    },
    {
      value: 'delete',
      name: 'Delete Comment',
      action: 'Delete a comment in the activity',
      description: 'Deletes a comment on an item; for Directus before 11.3',
      verb: 'DELETE',
      path: '/activity/comment/:id',
      fields: [commentId],
      emptyReply: { deleted: true },
      available: COMMENTS,
    },
  ],
};

/** directus_revisions */
export const revisions: DirectusTable = {
  value: 'revisions',
  name: 'Revision',
  description: 'Former states of items',
  operations: [
    ...reading('revisions', 'revision', 'revisions', 'a'),
    {
      value: 'revert',
      name: 'Revert',
      action: 'Revert to a revision',
      description: 'Gives an item the values of a revision again',
      verb: 'POST',
      path: '/utils/revert/:id',
      fields: [locator('Revision', 'id', 'searchRecords', { placeholder: 'e.g. 42' })],
      existsAt: '/revisions/:id',
      emptyReply: { reverted: true },
    },
  ],
};
