import type { INodeProperties } from 'n8n-workflow';

import { Directus } from '../../../nodes/Directus/Directus.node';
import { DirectusTrigger } from '../../../nodes/DirectusTrigger/DirectusTrigger.node';
import { Zitadel } from '../../../nodes/Zitadel/Zitadel.node';
import { ZitadelTrigger } from '../../../nodes/ZitadelTrigger/ZitadelTrigger.node';

/** n8n 1 loads no node with a condition on a parameter that is not beside it, unless its path begins at the root. */
function conditionsOnNothing(properties: INodeProperties[]): string[] {
  const names = new Set(properties.map(({ name }) => name));
  return properties.flatMap(({ name, displayOptions = {}, options = [] }) => {
    const paths = Object.values(displayOptions).flatMap((rule) => Object.keys(rule as object));
    const wrong = paths.filter((path) => !/^[@/]/.test(path) && !names.has(path));
    const inner = options.flatMap((option) => ('values' in option ? conditionsOnNothing(option.values) : []));
    return [...wrong.map((path) => `${name}: ${path}`), ...inner];
  });
}

test.each([new Zitadel(), new Directus(), new ZitadelTrigger(), new DirectusTrigger()])(
  'every condition of $description.displayName is on a parameter beside it',
  ({ description }) => {
    expect(conditionsOnNothing(description.properties)).toEqual([]);
  },
);
