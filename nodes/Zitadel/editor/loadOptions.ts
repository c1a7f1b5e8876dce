import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { asText } from '../../shared/parse';
import { loadCatalogue } from '../catalogue/catalogue';
import { labelOf } from '../catalogue/names';
import { loadSuccessors } from './successors';

/** The operations of the chosen service, by their catalogue; those that are deprecated come last. */
export async function getOperations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const service = asText(this.getCurrentNodeParameter('resource'));
  const [{ methods }, successors] = await Promise.all([loadCatalogue(service), loadSuccessors(service)]);
  const options = Object.entries(methods).map(([value, { name, deprecated, httpOnly }]) => ({
    isDeprecated: deprecated === true,
    option: {
      name: deprecated === true ? `${labelOf(value)} (Deprecated)` : labelOf(value),
      value,
      // The name in the proto is the one that Zitadel's own documentation has.
      description: [name, ...(httpOnly === true ? ['over HTTP/JSON alone'] : []), successors.get(value)]
        .filter((part) => part !== undefined)
        .join('. '),
    },
  }));
  options.sort(
    (a, b) => Number(a.isDeprecated) - Number(b.isDeprecated) || a.option.name.localeCompare(b.option.name),
  );
  return options.map(({ option }) => option);
}
