import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

const dist = join(__dirname, '..', '..', 'dist');

/** A node as the built package ships it. */
export function loadNode(name: 'Zitadel' | 'ZitadelTrigger' | 'Directus' | 'DirectusTrigger'): INodeType {
  return instantiate<INodeType>(join(dist, 'nodes', name, `${name}.node.js`), name);
}

/** A credential type as the built package ships it. */
export function loadCredential(name: 'ZitadelApi' | 'DirectusApi'): ICredentialType {
  return instantiate<ICredentialType>(join(dist, 'credentials', `${name}.credentials.js`), name);
}

function instantiate<Type>(file: string, name: string): Type {
  const load = createRequire(__filename);
  const module = load(file) as Record<string, new () => Type>;
  const Class = module[name];
  if (Class === undefined) throw new Error(`${file} does not export ${name}`);
  return new Class();
}
