import type { CatalogueVersions, VersionedMethod } from '../../nodes/Zitadel/catalogue/types';
import successors from '../../nodes/Zitadel/catalogue/successors.json';
import methodsByVersion from './methods-by-version.json';

/** The states of Zitadel that were looked at, by the month of each, oldest first, and the version nearest to it. */
const NAMES: Readonly<Record<string, string>> = {
  '2025-02': 'v2.7x (February 2025)',
  '2025-12': 'v4.8 (December 2025)',
  '2026-07': 'v4.13 (July 2026)',
};

/** Services that each version has, whose methods do what newer services do. */
const OLDEST = ['UserService', 'ManagementService', 'AdminService', 'AuthService'];

/** The months in which a method was there, or for `*` a word. */
type Months = Record<string, readonly string[] | string>;

/**
 * What is known of the methods that not every version has.
 *
 * @param services full proto name of a service -> its value in the node
 */
export function describeVersions(services: ReadonlyMap<string, string>): CatalogueVersions {
  const known = Object.entries(methodsByVersion as Record<string, Months | string>);
  const described = known.flatMap(([service, months]) => {
    if (typeof months === 'string') return [];
    const methods = Object.entries(months).flatMap(([method, seen]) =>
      typeof seen === 'string' ? [] : [[method, describe(services.get(service), method, seen)] as const],
    );
    return [[service, Object.fromEntries(methods)] as const];
  });
  return Object.fromEntries(described);
}

function describe(value: string | undefined, method: string, seen: readonly string[]): VersionedMethod {
  const months = Object.keys(NAMES).filter((month) => seen.includes(month));
  const isGone = months.at(-1) !== Object.keys(NAMES).at(-1);
  const instead = value === undefined ? [] : predecessorsOf(`${value}.${lowerCamelCase(method)}`);
  return {
    ...(isGone ? { until: nameOf(months.at(-1)) } : { since: nameOf(months[0]) }),
    ...(instead.length > 0 && { instead }),
  };
}

function nameOf(month: string | undefined): string {
  const name = NAMES[month ?? ''];
  if (name === undefined) throw new Error(`No version is known for ${month}`);
  return name;
}

/** The operations that did a method's work before it was there: "service.method". */
function predecessorsOf(method: string): string[] {
  return Object.entries(successors as Record<string, Record<string, string | null>>).flatMap(
    ([service, deprecated]) =>
      OLDEST.includes(service)
        ? Object.keys(deprecated)
            .filter((name) => deprecated[name] === method)
            .map((name) => `${service}.${name}`)
        : [],
  );
}

function lowerCamelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
