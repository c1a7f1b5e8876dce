import type { INodeCredentialsDetails, INodeParameters } from 'n8n-workflow';

import type { Step } from './row';

/** Name of this package, as n8n puts it before the names of its nodes. */
export const PACKAGE = 'n8n-nodes-zitadel-directus';

/** A stored credential as a node refers to it. */
export function reference(id: string): INodeCredentialsDetails {
  return { id, name: id };
}

/**
 * n8n's HTTP Request node as a person would set it up: a header credential, one request an item.
 *
 * @param url may hold expressions
 * @param jsonBody an expression; absent where the request has no body
 */
export function httpRequest(
  credential: string,
  method: string,
  url: string,
  jsonBody?: string,
  headers: Record<string, string> = {},
): Step {
  const named = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const body: INodeParameters =
    jsonBody === undefined ? {} : { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody };
  return {
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: {
      method,
      url: `=${url}`,
      authentication: 'genericCredentialType',
      genericAuthType: 'httpHeaderAuth',
      ...(named.length > 0 && { sendHeaders: true, headerParameters: { parameters: named } }),
      ...body,
      options: {},
    },
    credentials: { httpHeaderAuth: reference(credential) },
  };
}

/** n8n's Edit Fields node with one expression. */
export const editFields: Step = {
  type: 'n8n-nodes-base.set',
  typeVersion: 3.4,
  parameters: {
    mode: 'manual',
    duplicateItem: false,
    assignments: { assignments: [{ id: 'a', name: 'title', value: '={{ $json.title }}', type: 'string' }] },
    options: {},
  },
};
