import { type Refusal, ServiceError } from '../../shared/errors';
import { asText } from '../../shared/parse';
import { BY_ID, BY_METHOD, PERMISSION } from './remedyTable';
import { validationRemedy } from './validationRemedy';

const BY_CODE: Record<string, string> = {
  UNAUTHENTICATED: 'Check the token in the credential.',
  PERMISSION_DENIED: PERMISSION,
  UNIMPLEMENTED:
    'This server does not offer the operation over this transport: check its version and the URL.',
  RESOURCE_EXHAUSTED: 'A quota of the instance is used up, or it is blocked; ask who runs it.',
};

/** Refusals that may come of the wrong organization: the record is there, but not in it. */
const OF_ORGANIZATION = ['NOT_FOUND', 'FAILED_PRECONDITION'];
const OF_ITS_RECORDS = ['COMMAND-uXHNj', 'COMMAND-5N9ds', 'MANAG-fpo4B', 'QUERY-Rgh32'];
/** What the server says of a change that changes nothing. */
const UNCHANGED = /(not (been )?changed|NotChanged|NoChanges|no changes)/i;

/** What a call is about, as far as its errors need it. */
export interface CallContext {
  /** Full name of the service. */
  service?: string;
  /** In lowerCamelCase. */
  method?: string;
  /** ID of the organization that was chosen; that of the credential without it. */
  organizationId?: string;
}

/** What keeps a reply back that is too large for a message. */
const TOO_LARGE = /larger than max|to a size larger/;
const LARGE_REMEDY = 'The reply is too large for one message: set Limit lower, or filter the list.';

/**
 * Adds Zitadel's error ID and a remedy to a refusal.
 *
 * @param refusal code and message as the server gave them
 * @param context of the call, where it is known
 */
export function explain(refusal: Refusal, context: CallContext = {}): ServiceError {
  const known = refusal.id ?? idIn(refusal.message);
  const remedy = refusal.remedy ?? inContext(refusal, remedyFor(refusal, known, context.method), context);
  const attempts = refusal.details?.failedAttempts;
  const counted =
    attempts === undefined ? remedy : `${remedy ?? ''} Failed attempts so far: ${asText(attempts)}.`;
  return new ServiceError({ ...refusal, id: known, remedy: counted?.trim() });
}

/** Zitadel's error ID in a message: "User not found (QUERY-Dfbg2)" or "ID=QUERY-1kIjX Message=…". */
export function idIn(message: string): string | undefined {
  const id = /\(((?:[A-Z]{2,}[a-z]?|[A-Z])[0-9]*-[A-Za-z0-9]+)\)$|ID=([A-Z0-9]+-[A-Za-z0-9]+)/.exec(message);
  return id?.[1] ?? id?.[2];
}

function remedyFor({ code, message }: Refusal, id = '', method = ''): string | undefined {
  if (code === 'RESOURCE_EXHAUSTED' && TOO_LARGE.test(message)) return LARGE_REMEDY;
  const byMethod = BY_METHOD[id]?.find(([pattern]) => pattern.test(method || 'user'))?.[1];
  const unchanged = UNCHANGED.test(message) ? 'It has that value already; nothing is left to do.' : undefined;
  return byMethod ?? BY_ID[id] ?? unchanged ?? validationRemedy(message) ?? BY_CODE[code];
}

/** Names the organization in a remedy where it may be the cause: v1 looks for a record in that of the call alone. */
function inContext(
  { id = '', code, message }: Refusal,
  remedy: string | undefined,
  { service = '', organizationId }: CallContext,
): string | undefined {
  const isLost = OF_ORGANIZATION.includes(code) && /not.*found|notexisting|doesn't exist/i.test(message);
  const isOrganization = code === 'PERMISSION_DENIED' && message.includes('AUTH-Bs7Ds');
  const isOfRecord = OF_ITS_RECORDS.some((known) => known === id || message.includes(known));
  const isManagement = service === 'zitadel.management.v1.ManagementService' && isLost;
  if (!isOrganization && !isOfRecord && !isManagement) return remedy;
  const place = organizationId === undefined ? 'that of the credential' : organizationId;
  const where = `The call was made in the organization ${place}`;
  const advice = isOrganization
    ? '.'
    : '; for a record of another one, choose that as Organization under Options.';
  return `${remedy ?? ''} ${where}${advice}`.trim();
}
