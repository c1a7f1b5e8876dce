import type {
  IDataObject,
  ILoadOptionsFunctions,
  INodeListSearchResult,
  INodePropertyOptions,
  ResourceMapperFields,
} from 'n8n-workflow';

import { loadNode } from './package';
import { testServers } from './servers';

/** What the editor reaches Directus with; the administrator of the test run's unless given. */
type Credential = Record<'url' | 'token', string>;

/** The editor's side of a node: its parameters so far, and the credential. */
function editorOf(parameters: IDataObject, credential?: Credential): ILoadOptionsFunctions {
  const { url, token } = credential ?? adminOf();
  return {
    getCredentials: async () => await Promise.resolve({ url, token }),
    getNode: () => ({ name: 'Directus', type: 'directus', typeVersion: 1, parameters }),
    getCurrentNodeParameter: (name: string) => parameters[name],
    helpers: {},
  } as unknown as ILoadOptionsFunctions;
}

function adminOf(): Credential {
  const { url, adminToken: token } = testServers().directus12;
  return { url, token };
}

/** What a list of the Directus node offers. */
export async function searchList(
  method: string,
  parameters: IDataObject,
  filter?: string,
  page?: string,
  credential?: Credential,
): Promise<INodeListSearchResult> {
  const search = loadNode('Directus').methods?.listSearch?.[method];
  if (search === undefined) throw new Error(`no list ${method}`);
  return await search.call(editorOf(parameters, credential), filter, page);
}

/** What a loaded choice of the Directus node offers. */
export async function loadChoice(
  method: string,
  parameters: IDataObject,
  credential?: Credential,
): Promise<INodePropertyOptions[]> {
  const load = loadNode('Directus').methods?.loadOptions?.[method];
  if (load === undefined) throw new Error(`no choice ${method}`);
  return await load.call(editorOf(parameters, credential));
}

/** What a resource mapper of the Directus node asks for. */
export async function loadMapper(
  method: string,
  parameters: IDataObject,
  credential?: Credential,
): Promise<ResourceMapperFields> {
  const load = loadNode('Directus').methods?.resourceMapping?.[method];
  if (load === undefined) throw new Error(`no mapper ${method}`);
  return await load.call(editorOf(parameters, credential));
}
