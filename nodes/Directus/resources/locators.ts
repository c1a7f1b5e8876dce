import type { INodeProperties } from 'n8n-workflow';

/** What a locator may have beside its label and name. */
interface LocatorMore {
  description?: string;
  required?: boolean;
  placeholder?: string;
}

const UUID_EXAMPLE = 'e.g. 8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';

/**
 * A field for the ID of a record: chosen from a list, or written.
 *
 * @param method the list: a method of `methods/listSearch.ts`
 */
export function locator(
  displayName: string,
  name: string,
  method: string,
  { description, required = true, placeholder = UUID_EXAMPLE }: LocatorMore = {},
): INodeProperties {
  return {
    displayName,
    name,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    ...(required && { required }),
    ...(description !== undefined && { description }),
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: method, searchable: true },
      },
      { displayName: 'By ID', name: 'id', type: 'string', placeholder },
    ],
  };
}

/** The collection that an operation is about. */
export const collection: INodeProperties = locator('Collection', 'collection', 'searchCollections', {
  placeholder: 'e.g. articles',
});

/** An item of the collection that was chosen. */
export const item: INodeProperties = locator('Item', 'id', 'searchItems');

/** A role. */
export const role: INodeProperties = locator('Role', 'role', 'searchRoles', { required: false });

/** A policy. */
export const policy: INodeProperties = locator('Policy', 'policy', 'searchPolicies', { required: false });

/** A user. */
export function userLocator(
  displayName: string,
  name: string,
  description?: string,
  required = false,
): INodeProperties {
  return locator(displayName, name, 'searchUsers', { description, required });
}

/** A flow. */
export function flowLocator(name: string, required = true): INodeProperties {
  return locator('Flow', name, 'searchFlows', { required });
}

/** A file of the file library. */
export function fileLocator(required = true, description?: string): INodeProperties {
  return locator('File', 'id', 'searchFiles', { required, description });
}

/** A folder of the file library. */
export function folderLocator(name: 'folder' | 'id', description?: string): INodeProperties {
  return locator('Folder', name, 'searchFolders', { required: name === 'id', description });
}
