import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { asText } from '../../shared/parse';
import { loadCatalogue } from '../catalogue';
import { labelOf } from '../names';

/** The operations of the chosen service, by their catalogue; those that are deprecated come last. */
export async function getOperations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const { methods } = await loadCatalogue(asText(this.getCurrentNodeParameter('service')));
  const options = Object.entries(methods).map(([value, { deprecated }]) => ({
    name: deprecated === true ? `${labelOf(value)} (Deprecated)` : labelOf(value),
    value,
    isDeprecated: deprecated === true,
  }));
  options.sort((a, b) => Number(a.isDeprecated) - Number(b.isDeprecated) || a.name.localeCompare(b.name));
  return options.map(({ name, value }) => ({ name, value }));
}
