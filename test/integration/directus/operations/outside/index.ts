import type { OutsideCase } from './case';
import { DEPLOYMENT_CASES } from './deploymentCases';
import { EXTENSION_CASES } from './extensionCases';
import { LICENSE_CASES } from './licenseCases';

function of(resource: string, cases: OutsideCase[]): Array<OutsideCase & { resource: string }> {
  return cases.map((row) => ({ resource, ...row }));
}

/** Every operation for which Directus itself calls a service on the internet. */
export const OUTSIDE_CASES = [
  ...of('deployments', DEPLOYMENT_CASES),
  ...of('extensions', EXTENSION_CASES),
  ...of('license', LICENSE_CASES),
];
