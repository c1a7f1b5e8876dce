import type { INodeProperties } from 'n8n-workflow';

import type { Availability, DataRule, DirectusOperation, DirectusTable } from '../operation';
import { checkTransform, FITS, FORMATS, TRANSFORM_FIELDS } from '../request/checkTransform';
import { crud } from './crud';
import { severalIds } from './fields';
import { choice, json, longText, number, optional, text, toggle } from './inputs';
import { fileLocator, folderLocator } from './locators';

/** Fields of directus_files that a client may write; instances add their own. */
const FILE_FIELDS = [
  'charset',
  'created_on',
  'description',
  'duration',
  'embed',
  'filename_disk',
  'filename_download',
  'filesize',
  'focal_point_x',
  'focal_point_y',
  'folder',
  'height',
  'id',
  'location',
  'metadata',
  'modified_by',
  'modified_on',
  'storage',
  'tags',
  'title',
  'type',
  'uploaded_by',
  'uploaded_on',
  'width',
];
const RULE: DataRule = { fields: FILE_FIELDS, collection: 'directus_files' };

const title = text('Title', 'title', { description: 'Made of the name of the file unless it is given' });
const folder = folderLocator('folder', 'Folder that it lies in; none for the root');
const type = text('MIME Type', 'type', { placeholder: 'e.g. image/png' });
const fileName = text('File Name', 'filename_download', {
  placeholder: 'e.g. photo.png',
  description: 'Name that it is downloaded with',
});
const storage = text('Storage Location', 'storage', { placeholder: 'e.g. local' });
const metadata: INodeProperties[] = [
  longText('Description', 'description'),
  fileName,
  number('Focal Point X', 'focal_point_x', { description: 'Pixels from the left edge of an image' }),
  number('Focal Point Y', 'focal_point_y', { description: 'Pixels from the upper edge of an image' }),
  text('Location', 'location', { description: 'Where an image was taken' }),
  json('Metadata', 'metadata', { description: 'Object with anything else that is known about it' }),
  type,
  json('Tags', 'tags', { default: '[]', description: 'List of texts' }),
];

const records = crud({
  resource: 'files',
  simplify: 'file',
  record: 'file',
  fields: FILE_FIELDS,
  additional: [title, folder, storage, ...metadata],
  id: fileLocator(),
  without: ['createMultiple'],
});

/** Rows of the factory that also take a file. */
const WITH_FILE: Readonly<Record<string, Partial<DirectusOperation>>> = {
  create: {
    name: 'Upload',
    action: 'Upload a file',
    description: 'Uploads a file of the item, or makes an entry without content',
    takesFile: {
      preset: 'data',
      optional: true,
      requiredWithout: ['filename_download', 'storage', 'type'],
    },
    emptyReply: { uploaded: true },
    batch: undefined,
  },
  update: {
    description: 'Changes the metadata of a file, its content, or both; what is not given stays as it is',
    takesFile: { preset: '', optional: true },
    send: 'updateFile',
  },
};

/** directus_files */
export const files: DirectusTable = {
  value: 'files',
  name: 'File',
  description: 'Files of the file library',
  operations: [
    ...records.map((row) => ({ ...row, ...WITH_FILE[row.value] })),
    {
      value: 'createMultiple',
      name: 'Upload Many',
      action: 'Upload many files',
      description: 'Uploads several files of the item, one after the other',
      verb: 'POST',
      path: '/files',
      query: true,
      records: 'directus_files',
      data: { ...RULE, form: 'either' },
      takesFile: { preset: 'data', several: true },
      fields: [
        json('Metadata', 'data', {
          default: '{}',
          description: 'Object for all files, or a list with an object for each, e.g. with title and folder',
        }),
      ],
      emptyReply: { uploaded: true },
      send: 'createFiles',
    },
    {
      value: 'import',
      name: 'Import From URL',
      action: 'Import a file from a URL',
      description: 'Has Directus fetch a file from an address that it can reach',
      verb: 'POST',
      path: '/files/import',
      query: true,
      data: {
        fields: ['data', 'filterMimeType', 'metadata', 'options', 'url'],
        required: ['url'],
        complete: ({ metadata: about, filterMimeType: types, ...data }) => ({
          ...data,
          ...(about !== undefined && { data: about }),
          ...(types !== undefined && { options: { filterMimeType: asNames(types) } }),
        }),
      },
      fields: [
        text('URL', 'url', { required: true, placeholder: 'e.g. https://example.org/photo.png' }),
        json('Metadata', 'metadata', {
          default: '{}',
          description: 'Object with fields of the new file, e.g. title and folder',
        }),
        text('Allowed Types', 'filterMimeType', {
          placeholder: 'e.g. image/*,application/pdf',
          description: 'MIME types that the file may have, separated by commas; any without it',
        }),
      ],
      send: 'importFile',
    },
    {
      value: 'uploadChunked',
      name: 'Upload in Chunks',
      action: 'Upload a file in chunks',
      description: 'Uploads a large file piece by piece; a piece that does not arrive is sent again',
      verb: 'POST',
      path: '/files/tus',
      parameters: ['id'],
      query: ['fields'],
      data: RULE,
      takesFile: { preset: 'data' },
      fields: [
        {
          ...fileLocator(false, 'File whose content is replaced; none for a new one'),
          displayName: 'Replace',
        },
        title,
        folder,
      ],
      additionalFields: optional(metadata),
      options: [
        number('Chunk Size', 'chunkSize', {
          default: 8,
          typeOptions: { minValue: 1, maxValue: 1024 },
          description: 'Megabytes that go out as one request',
        }),
      ],
      available: {
        instead:
          'Set TUS_ENABLED=true in the environment of Directus (10.13 or later), or use the operation Upload.',
      },
      send: 'uploadChunked',
    },
  ],
};

function asNames(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : String(value).split(',');
  return list.map((name) => String(name).trim());
}

const ZIP: Availability = { from: '11.14', instead: 'Get the files one by one with Get.' };

/** The content of files. */
export const assets: DirectusTable = {
  value: 'assets',
  name: 'Asset',
  description: 'Content of files, also of images made smaller or into another format',
  operations: [
    {
      value: 'get',
      name: 'Download',
      action: 'Download an asset',
      description: 'Downloads a file as it is, or an image transformed',
      verb: 'GET',
      path: '/assets/:id',
      parameters: ['range'],
      query: TRANSFORM_FIELDS,
      givesFile: true,
      fields: [fileLocator()],
      additionalFields: optional([
        text('Byte Range', 'range', {
          placeholder: 'e.g. 0-1023',
          description: 'First and last byte of a part of the file; the whole file if not given',
        }),
        choice('Fit', 'fit', FITS, { description: 'How the image is made to fit width and height' }),
        number('Focal Point X', 'focal_point_x', { description: 'Pixels from the left that stay in view' }),
        number('Focal Point Y', 'focal_point_y', { description: 'Pixels from the top that stay in view' }),
        choice('Format', 'format', FORMATS, {
          description: 'Format to make of it; Auto is the most compact one that the server can make',
        }),
        number('Height', 'height', { default: 100, typeOptions: { minValue: 1 } }),
        text('Preset Key', 'key', {
          placeholder: 'e.g. system-medium-cover',
          description: 'Key of a transformation that is stored in the settings',
        }),
        number('Quality', 'quality', {
          default: 80,
          typeOptions: { minValue: 1, maxValue: 100 },
          description: 'Percents of quality, from 1 to 100',
        }),
        json('Transforms', 'transforms', {
          default: '[["rotate", 90]]',
          description: 'List of further transformations, each a list of a method and its arguments',
        }),
        number('Width', 'width', { default: 100, typeOptions: { minValue: 1 } }),
        toggle('Without Enlargement', 'withoutEnlargement', 'an image that is smaller stays as it is', true),
      ]),
      check: (input) => ({ ...input, query: checkTransform(input.query) }),
      send: 'downloadAsset',
    },
    {
      value: 'zipFiles',
      name: 'Download Many as ZIP',
      action: 'Download many assets as ZIP',
      description: 'Downloads several files as one archive',
      verb: 'POST',
      path: '/assets/files',
      parameters: ['ids'],
      givesFile: true,
      fields: [severalIds],
      available: ZIP,
      send: 'downloadFiles',
    },
    {
      value: 'zipFolder',
      name: 'Download Folder as ZIP',
      action: 'Download a folder as ZIP',
      description: 'Downloads all files of a folder, and of the folders in it, as one archive',
      verb: 'POST',
      path: '/assets/folder/:id',
      givesFile: true,
      fields: [folderLocator('id')],
      available: ZIP,
      send: 'downloadFolder',
    },
  ],
};
