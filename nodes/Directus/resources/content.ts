import type { DirectusTable } from '../operation';
import { readEmails } from '../request/emails';
import { crud } from './crud';
import { choice, dateTime, json, longText, number, secretText, text } from './inputs';
import { collection, locator, role, userLocator } from './locators';

const itemId = locator('Item', 'item', 'searchItems', {
  required: false,
  description: 'Item it is about',
});
const icon = text('Icon', 'icon', { placeholder: 'e.g. bookmark' });
const color = text('Color', 'color', { placeholder: 'e.g. #6644FF' });

/** directus_comments */
export const comments: DirectusTable = {
  value: 'comments',
  name: 'Comment',
  description: 'Remarks of users on items',
  operations: crud({
    resource: 'comments',
    record: 'comment',
    fields: ['collection', 'comment', 'id', 'item'],
    form: [collection, { ...itemId, required: true }, longText('Comment', 'comment', { required: true })],
    more: {
      available: {
        from: '11.1',
        instead: 'Comments are part of the activity there: use the operations of the resource Activity.',
      },
    },
  }),
};

/** directus_folders */
export const folders: DirectusTable = {
  value: 'folders',
  name: 'Folder',
  description: 'Folders of the file library',
  operations: crud({
    resource: 'folders',
    record: 'folder',
    exists: { by: ['name', 'parent'] },
    fields: ['id', 'name', 'parent', 'type'],
    form: [
      text('Name', 'name', { required: true }),
      locator('Parent', 'parent', 'searchFolders', {
        required: false,
        description: 'Folder that it lies in; none for the root',
      }),
    ],
  }),
};

const STATUSES = ['inbox', 'archived'];

/** directus_notifications */
export const notifications: DirectusTable = {
  value: 'notifications',
  name: 'Notification',
  description: 'Messages in the inbox of a user',
  operations: crud({
    resource: 'notifications',
    record: 'notification',
    fields: ['collection', 'id', 'item', 'message', 'recipient', 'sender', 'status', 'subject', 'timestamp'],
    form: [
      userLocator('Recipient', 'recipient', undefined, true),
      text('Subject', 'subject', { required: true }),
      longText('Message', 'message'),
    ],
    additional: [
      text('Collection', 'collection'),
      itemId,
      text('Sender ID', 'sender', { description: 'ID of the user that it comes from' }),
      choice('Status', 'status', STATUSES),
    ],
    choices: { status: STATUSES },
  }),
};

/** directus_presets */
export const presets: DirectusTable = {
  value: 'presets',
  name: 'Preset',
  description: 'Saved views and bookmarks of a collection',
  operations: crud({
    resource: 'presets',
    simplify: 'preset',
    record: 'preset',
    fields: [
      'bookmark',
      'collection',
      'color',
      'filter',
      'icon',
      'id',
      'layout',
      'layout_options',
      'layout_query',
      'refresh_interval',
      'role',
      'search',
      'user',
    ],
    form: [
      { ...collection, required: false },
      text('Bookmark', 'bookmark', { description: 'Title of a bookmark; none for the usual view' }),
    ],
    additional: [
      color,
      json('Filter', 'filter'),
      icon,
      text('Layout', 'layout', { placeholder: 'e.g. tabular' }),
      json('Layout Options', 'layout_options'),
      json('Layout Query', 'layout_query'),
      number('Refresh Interval', 'refresh_interval', { description: 'Seconds until the view reads anew' }),
      { ...role, description: 'Role that sees it' },
      text('Search', 'search'),
      userLocator('User', 'user', 'User that sees it'),
    ],
  }),
};

/** directus_translations */
export const translations: DirectusTable = {
  value: 'translations',
  name: 'Translation',
  description: 'Texts of the app in several languages',
  operations: crud({
    resource: 'translations',
    record: 'translation',
    exists: { by: ['language', 'key'] },
    fields: ['id', 'key', 'language', 'value'],
    form: [
      text('Key', 'key', { required: true, placeholder: 'e.g. greeting' }),
      text('Language', 'language', { required: true, placeholder: 'e.g. de-DE' }),
      text('Value', 'value', { required: true }),
    ],
  }),
};

/** directus_shares */
export const shares: DirectusTable = {
  value: 'shares',
  name: 'Share',
  description: 'Links with which others read an item without an account',
  operations: [
    ...crud({
      resource: 'shares',
      simplify: 'share',
      record: 'share',
      fields: [
        'collection',
        'date_end',
        'date_start',
        'id',
        'item',
        'max_uses',
        'name',
        'password',
        'role',
        'times_used',
      ],
      form: [collection, { ...itemId, required: true }, text('Name', 'name')],
      additional: [
        dateTime('Ends At', 'date_end'),
        number('Max Uses', 'max_uses', { default: 1, typeOptions: { minValue: 1 } }),
        secretText('Password', 'password'),
        { ...role, description: 'Role whose rights the reader has' },
        dateTime('Starts At', 'date_start'),
      ],
    }),
    {
      value: 'getInfo',
      name: 'Get Info',
      action: 'Get info on a share',
      description: 'Retrieves what anybody may know of a share, without a token',
      verb: 'GET',
      path: '/shares/info/:id',
      withoutToken: true,
      fields: [locator('Share', 'id', 'searchRecords')],
    },
    {
      value: 'invite',
      name: 'Invite',
      action: 'Invite to a share',
      description: 'Sends the link of a share by e-mail',
      verb: 'POST',
      path: '/shares/invite',
      data: { fields: ['share', 'emails'], required: ['share', 'emails'] },
      check: readEmails('emails'),
      fields: [
        locator('Share', 'share', 'searchRecords'),
        json('Emails', 'emails', {
          default: '["ada@example.org"]',
          required: true,
          description: 'List of addresses that get the link',
        }),
      ],
      emptyReply: { invited: true },
    },
    {
      value: 'authenticate',
      name: 'Log In',
      action: 'Log in with a share',
      description: 'Returns the tokens with which the shared item can be read',
      verb: 'POST',
      path: '/shares/auth',
      withoutToken: true,
      data: {
        fields: ['share', 'password', 'mode'],
        required: ['share'],
        choices: { mode: ['json'] },
      },
      fields: [
        locator('Share', 'share', 'searchRecords'),
        secretText('Password', 'password', { description: 'Password of the share, if it has one' }),
      ],
    },
  ],
};

/** directus_versions */
export const versions: DirectusTable = {
  value: 'versions',
  name: 'Version',
  description: 'Drafts of an item beside the published one',
  operations: [
    ...crud({
      resource: 'versions',
      simplify: 'version',
      record: 'version',
      exists: { by: ['collection', 'item', 'key'] },
      fields: ['collection', 'delta', 'id', 'item', 'key', 'name'],
      form: [
        collection,
        { ...itemId, required: true },
        text('Key', 'key', { required: true, placeholder: 'e.g. draft' }),
        text('Name', 'name'),
      ],
    }),
    {
      value: 'compare',
      name: 'Compare',
      action: 'Compare a version',
      description: 'Retrieves a version beside the published item, and the hash that Promote needs',
      verb: 'GET',
      path: '/versions/:id/compare',
      fields: [locator('Version', 'id', 'searchVersions')],
    },
    {
      value: 'promote',
      name: 'Promote',
      action: 'Promote a version',
      description: 'Publishes a version: its values become those of the item',
      verb: 'POST',
      path: '/versions/:id/promote',
      data: { fields: ['mainHash', 'fields'], required: ['mainHash'] },
      fields: [
        locator('Version', 'id', 'searchVersions'),
        text('Main Hash', 'mainHash', {
          required: true,
          description: 'Hash of the item that Compare returned, so that nothing newer is overwritten',
        }),
        json('Fields', 'fields', { description: 'Names of the fields to publish; all without it' }),
      ],
    },
    {
      value: 'save',
      name: 'Save',
      action: 'Save to a version',
      description: 'Saves values of fields to a version',
      verb: 'POST',
      path: '/versions/:id/save',
      query: ['patchRevision'],
      data: { form: 'any' },
      fields: [
        locator('Version', 'id', 'searchVersions'),
        json('Data', 'data', { default: '{}', required: true, description: 'Fields of the item by name' }),
      ],
      send: 'saveVersion',
    },
  ],
};
