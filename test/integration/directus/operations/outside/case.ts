import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { arrange, callOperation, rowOfCall, rowsOfCall } from '../../../../support/directusOperations';
import type { Outside } from '../../../../support/outside/outside';
import { failureOf, rowsOf } from '../../../../support/results';

/** An operation for which Directus calls a service on the internet, and how its effect is read back. */
export interface OutsideCase {
  operation: string;
  run: (outside: Outside) => Promise<void>;
}

/** Calls operations of one resource, and asks the same Directus beside the node. */
export interface Caller {
  row(operation: string, json?: IDataObject): Promise<IDataObject>;
  rows(operation: string, json?: IDataObject, settings?: INodeParameters): Promise<IDataObject[]>;
  /** With the form instead of JSON. */
  form(operation: string, fields: INodeParameters): Promise<IDataObject[]>;
  /** The `json.error` of a call that must fail. */
  failure(operation: string, json: IDataObject): Promise<IDataObject>;
  ask<Answer = IDataObject>(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** Makes the caller of a resource. */
export function callerOf(resource: string, { directus: server }: Outside): Caller {
  return {
    row: (operation, json) => rowOfCall(resource, operation, json, { server }),
    rows: (operation, json, settings) => rowsOfCall(resource, operation, json, { server, settings }),
    form: async (operation, fields) => rowsOf(await callOperation({ resource, operation, fields, server })),
    failure: async (operation, json) => {
      const { items } = await callOperation({ resource, operation, json, server, continueOnFail: true });
      const failure = failureOf(items[0]?.json);
      if (failure === undefined) throw new Error(`expected an error, got ${JSON.stringify(items)}`);
      return failure;
    },
    ask: (method, path, body) => arrange(method, path, body, server),
  };
}
