import type { DirectusTable } from '../operation';
import { choice, json, text } from './inputs';

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'SEARCH'];

/** Any route, also those of extensions. */
export const request: DirectusTable = {
  value: 'request',
  name: 'Raw Request',
  description: 'Any route of this Directus, also those of extensions',
  operations: [
    {
      value: 'send',
      name: 'Send',
      action: 'Send a raw request',
      description: 'Sends a request to any route',
      verb: 'GET',
      path: '',
      parameters: ['method', 'path'],
      query: ['*'],
      data: { form: 'any' },
      takesFile: { preset: '', optional: true },
      fields: [
        choice('Method', 'method', METHODS),
        text('Path', 'path', {
          required: true,
          placeholder: 'e.g. /users/me',
          description: "Path below the credential's URL, without a query",
        }),
        json('Query', 'query', { default: '{}', description: 'Query parameters by name' }),
        json('Data', 'data', {
          default: '{}',
          description: 'Body of the request. With a file, the fields of the multipart form.',
        }),
      ],
      options: [
        text('Put Output in Field', 'outputField', {
          placeholder: 'e.g. data',
          description: 'Name of the binary field to put the response in as a file',
        }),
      ],
      send: 'rawRequest',
    },
  ],
};
