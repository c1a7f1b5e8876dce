import type {
  IDataObject,
  ILoadOptionsFunctions,
  INodeListSearchResult,
  INodePropertyOptions,
  ResourceMapperFields,
} from 'n8n-workflow';

import { loadNode } from './package';
import { testServers } from './servers';

/** The editor's side of a node: its parameters so far, and the credential. */
function editorOf(parameters: IDataObject): ILoadOptionsFunctions {
  const { url, adminToken: token } = testServers().directus12;
  return {
    getCredentials: async () => await Promise.resolve({ url, token }),
    getNode: () => ({ name: 'Directus', type: 'directus', typeVersion: 1, parameters }),
    getCurrentNodeParameter: (name: string) => parameters[name],
    helpers: {},
  } as unknown as ILoadOptionsFunctions;
}

/** What a list of the Directus node offers. */
export async function searchList(
  method: string,
  parameters: IDataObject,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  const search = loadNode('Directus').methods?.listSearch?.[method];
  if (search === undefined) throw new Error(`no list ${method}`);
  return await search.call(editorOf(parameters), filter, page);
}

/** What a loaded choice of the Directus node offers. */
export async function loadChoice(method: string, parameters: IDataObject): Promise<INodePropertyOptions[]> {
  const load = loadNode('Directus').methods?.loadOptions?.[method];
  if (load === undefined) throw new Error(`no choice ${method}`);
  return await load.call(editorOf(parameters));
}

/** What a resource mapper of the Directus node asks for. */
export async function loadMapper(method: string, parameters: IDataObject): Promise<ResourceMapperFields> {
  const load = loadNode('Directus').methods?.resourceMapping?.[method];
  if (load === undefined) throw new Error(`no mapper ${method}`);
  return await load.call(editorOf(parameters));
}
