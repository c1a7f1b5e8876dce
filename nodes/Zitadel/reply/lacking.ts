import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Refusal } from '../../shared/errors';
import { foreignRefusal } from '../../shared/transport/foreignReply';
import type { ServiceDescription } from '../catalogue/catalogue';
import { labelOf } from '../catalogue/names';
import type { CatalogueVersions, VersionedMethod } from '../catalogue/types';
import { idIn } from './remedies';

/** What is known of the server that a call went to. */
export interface Answering {
  /** Whether Zitadel answered it. */
  isZitadel: boolean;
  /** Its version, where the credential may read it. */
  version?: string;
}

let versions: Promise<CatalogueVersions> | undefined;

/**
 * Whether a refusal may mean that the server does not have the method at all. Over gRPC that is UNIMPLEMENTED, or a
 * plain HTTP 404 from newer servers; with an error ID it is an answer of the method itself.
 */
export function isLacking({ code, id, message, remedy }: Refusal): boolean {
  if ((id ?? idIn(message)) !== undefined) return false;
  if (code === 'UNIMPLEMENTED') return remedy === undefined;
  return /HTTP status code:? 404\b/i.test(message);
}

/**
 * The refusal of a server that lacks a method: its version, since when the method is there, and what to use instead.
 *
 * @param call the method that was called
 * @param address of the server, for one that does not answer as Zitadel does
 */
export async function lackingError(
  refusal: Refusal,
  { service, method }: { service: ServiceDescription; method: string },
  address: string,
  { isZitadel, version }: Answering,
): Promise<Refusal> {
  if (!isZitadel) {
    // Over HTTP/JSON it may be a wrong address.
    const { status } = refusal;
    return status === undefined ? refusal : foreignRefusal({ status }, address, 'Zitadel');
  }
  const name = service.methods[method]?.name ?? method;
  versions ??= readVersions();
  const known: VersionedMethod = (await versions)[service.service]?.[name] ?? {};
  const { code: _, remedy: __, ...rest } = refusal;
  const server = version === undefined ? 'This Zitadel' : `This Zitadel (${version})`;
  return {
    ...rest,
    code: 'UNIMPLEMENTED',
    message: `${server} has no operation ${labelOf(method)} (${service.service}/${name})${saying(refusal)}`,
    remedy: remedyOf(known, version),
  };
}

/** The server's own words, where they say more than that there is nothing. */
function saying({ message }: Refusal): string {
  return /^unknown /.test(message) ? `: ${message}` : '';
}

function remedyOf({ since, until, instead = [] }: VersionedMethod, version: string | undefined): string {
  const when =
    (since && `It is there since ${since}.`) ??
    (until && `It was there until ${until}, and newer versions have other operations for it.`) ??
    (version === undefined ? 'It may be there in a newer version.' : `It is not there in ${version}.`);
  const use =
    instead.length === 0 ? 'No older operation does the same: update Zitadel' : `Use ${listOf(instead)}`;
  return `${when} ${until === undefined ? `${use}.` : ''}`.trim();
}

/** "Set User Metadata of the service Management, or Add Human User of the service User". */
function listOf(operations: readonly string[]): string {
  const byService = new Map<string, string[]>();
  for (const operation of operations) {
    const [service = '', method = ''] = operation.split('.');
    byService.set(service, [...(byService.get(service) ?? []), labelOf(method)]);
  }
  const texts = [...byService].map(
    ([service, labels]) => `${labels.join(' or ')} of the service ${service.replace(/Service$/, '')}`,
  );
  return texts.join(', or ');
}

async function readVersions(): Promise<CatalogueVersions> {
  const file = join(__dirname, '..', 'catalogue', 'generated', 'versions.json');
  return JSON.parse(await readFile(file, 'utf8')) as CatalogueVersions;
}
