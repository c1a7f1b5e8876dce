import { status as grpcStatus } from '@grpc/grpc-js';
import { WorkflowHasIssuesError } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';
import { withContent } from '../../nodes/Zitadel/reply/emptyReply';
import { loadCatalogue } from '../../nodes/Zitadel/catalogue/catalogue';
import { listingOf } from '../../nodes/Zitadel/call/listing';
import { type NodeResult, runNode } from '../support/engine';
import { type FilledForm, fillForm, fillJson, serviceValueOf } from '../support/fillForm';
import { withoutOrigin } from './origin';
import type { Exchange, Json, JsonObject, Step } from './recording';
import { fillTemplate, type Run } from './run';
import { capture, compare } from './values';

/** What the credential's field "transport" can be. */
export const nodeTransports = ['grpc', 'http'] as const;
export type NodeTransport = (typeof nodeTransports)[number];

/**
 * How a step went through the node: out of the operation's form or the resource mapper, written as JSON, or refused by
 * the node or n8n without being sent.
 */
export type Way = 'form' | 'mapper' | 'JSON' | 'refused before sending';

/** Requests that no form should be able to make, since they say too little: a user of no type, an empty credential. */
const writtenAsJson = ['newer-users: create, no type', 'passkeys: verify U2F with garbage'];

/** A step that went through the node. */
export interface NodeStep {
  way: Way;
  /** What differs from the recording, one line each. */
  differences: string[];
}

/** What was recorded: a reply, or a refusal. */
type Outcome = { reply: Json } | { refusal: Refusal };

interface Refusal {
  /** Name of the gRPC status. */
  code?: string;
  message?: string;
  id?: string;
  /** HTTP status, where it was recorded. */
  status?: number;
}

/** What is beside the rows of a list, and not put out. */
const besideRows = ['details', 'pagination', 'sortingColumn'];

/** Replays one step through the node in n8n's own engine; the values it captures go into the run. */
export async function replayThroughNode(run: Run, transport: NodeTransport, step: Step): Promise<NodeStep> {
  if (run.waits && step.afterMs !== undefined) await wait(step.afterMs);
  const expected = expectedOf(run, transport, step);
  const service = await serviceValueOf(step.service);
  const { way, parameters, gaps } = await fillStep(run, step, service);
  if (gaps.length > 0) return { way, differences: gaps };
  const headers = await fillTemplate(run, step.headers ?? {});
  const result = await runNode({
    node: 'zitadel',
    // A simplified row has not all that was recorded.
    parameters: {
      ...parameters,
      simplify: false,
      options: { organizationId: headers['x-zitadel-orgid'] ?? '' },
    },
    credential: {
      url: run.url,
      authentication: 'personalAccessToken',
      token: tokenOf(run, step, expected),
      transport,
      instanceHost: headers['x-zitadel-instance-host'] ?? '',
    },
    continueOnFail: true,
  }).catch(refusedByEngine);
  const failure = failureOf(result);
  if (failure === undefined) {
    return { way, differences: await compareItems(run, step, service, expected, result) };
  }
  if (failure.code !== 'INVALID_INPUT') return { way, differences: compareFailure(expected, failure) };
  return { way: 'refused before sending', differences: compareInputError(step, expected, failure) };
}

async function fillStep(run: Run, step: Step, service: string): Promise<FilledForm & { way: Way }> {
  const request = await fillTemplate(run, step.request);
  if (writtenAsJson.includes(`${run.scenario}: ${step.name}`)) {
    return { way: 'JSON', parameters: fillJson(service, step.method, request), gaps: [] };
  }
  const filled = await fillForm(service, step.method, request);
  const { request: given } = filled.parameters;
  const isMapper = typeof given === 'object' && given !== null && 'mappingMode' in given;
  return { way: isMapper ? 'mapper' : 'form', ...filled };
}

/** n8n itself does not run a node with an empty field that is required. */
function refusedByEngine(error: unknown): NodeResult {
  if (!(error instanceof WorkflowHasIssuesError)) throw error;
  return { items: [{ json: { error: { code: 'INVALID_INPUT', message: error.message } } }] };
}

/** What was recorded over the transport that the node uses: for what gRPC lacks, that is HTTP/JSON. */
function expectedOf(run: Run, transport: NodeTransport, step: Step): Outcome {
  const exchanges = transport === 'grpc' ? [step.grpc, step.connect, step.rest] : [step.connect, step.rest];
  const made = exchanges.filter((one) => one !== undefined && one.skipped === undefined);
  const exchange = made.find((one) => one !== undefined && !isLacked(one)) ?? made[0];
  if (exchange !== undefined && (isLacked(exchange) || (step.grpc !== undefined && isLacked(step.grpc)))) {
    return { refusal: { code: 'UNIMPLEMENTED' } };
  }
  if (exchange === undefined) throw new Error(`${step.name} was not recorded over ${transport}`);
  const { code, status = 200 } = exchange;
  if ((code ?? 0) !== 0 || status >= 300) return { refusal: refusalOf(exchange) };
  const reply = withoutOrigin(run, step.name, exchange.response ?? step.response);
  return { reply: reply ?? {} };
}

/** Whether the server of the recording does not have the operation at all. */
export function isLacked({ code, status, message = '', response }: Exchange): boolean {
  if (code !== undefined)
    return grpcStatus[code] === 'UNIMPLEMENTED' && /^unknown (method|service) /.test(message);
  if (typeof response === 'string') return status === 404 && response.startsWith('404 page not found');
  if (!isObject(response) || response.details !== undefined) return false;
  return response.message === 'Not Found' || response.message === 'Method Not Allowed';
}

function refusalOf({ code, message, details, response, status }: Exchange): Refusal {
  if (code !== undefined) return { code: grpcStatus[code], message, id: idOf(details?.[0]) };
  const refusal = isObject(response) ? response : {};
  const [detail] = Array.isArray(refusal.details) ? refusal.details : [];
  return {
    code: typeof refusal.code === 'number' ? grpcStatus[refusal.code] : String(refusal.code).toUpperCase(),
    message: String(refusal.message),
    id: idOf(isObject(detail) && isObject(detail.debug) ? detail.debug : detail),
    status,
  };
}

function idOf(detail: Json | undefined): string | undefined {
  return isObject(detail) && typeof detail.id === 'string' ? detail.id : undefined;
}

/** The node always sends a token; where none was needed, any will do. */
function tokenOf({ tokens }: Run, { as }: Step, expected: Outcome): string {
  return tokens[as] ?? ('reply' in expected ? (tokens.admin ?? '') : '');
}

/** The `json.error` of a failed item, or the error that ended the node in spite of "continue". */
function failureOf({ items, error }: NodeResult): IDataObject | undefined {
  if (error !== undefined) return { code: error.name, message: error.message };
  const failure = items[0]?.json.error;
  return typeof failure === 'object' ? (failure as IDataObject) : undefined;
}

/**
 * By itself the node may refuse a missing token, and what the server finds malformed before its own logic, whose errors
 * have IDs, sees it.
 */
function compareInputError(step: Step, expected: Outcome, { message }: IDataObject): string[] {
  const { code, id } = 'refusal' in expected ? expected.refusal : { code: 'OK' };
  // Over REST an empty ID leads to another path, where the ID of an error is another record's.
  const isMalformed = (code === 'INVALID_ARGUMENT' && id === undefined) || isMalformedOverGrpc(step);
  const lacksToken = code === 'UNAUTHENTICATED' && step.as === 'none';
  if (isMalformed || lacksToken) return [];
  return [`recorded as ${code} ${id}, now refused before sending: ${String(message)}`];
}

/** Whether a request was refused by its form alone, before what it asks for. */
export function isMalformedOverGrpc({ grpc }: Step): boolean {
  return grpc?.code === grpcStatus.INVALID_ARGUMENT && grpc.details === undefined;
}

function compareFailure(expected: Outcome, failure: IDataObject): string[] {
  const now = JSON.stringify(failure);
  if ('reply' in expected) return [`recorded as a success, now ${now}`];
  const { code, message, id, status } = expected.refusal;
  const unhelpful = code === 'UNIMPLEMENTED' && !/\bUse\b|update Zitadel/.test(String(failure.description));
  return [
    ...(unhelpful ? [`says nothing of what to use instead: ${now}`] : []),
    ...(failure.code === code ? [] : [`code: recorded as ${code}, now ${now}`]),
    ...(id === undefined || failure.id === id ? [] : [`id: recorded as ${id}, now ${now}`]),
    ...(status === undefined || failure.status === status
      ? []
      : [`status: recorded as ${status}, now ${now}`]),
    ...(String(failure.message).includes(message ?? '')
      ? []
      : [`message: recorded as ${message}, now ${now}`]),
  ];
}

async function compareItems(
  run: Run,
  step: Step,
  service: string,
  expected: Outcome,
  { items }: NodeResult,
): Promise<string[]> {
  const now = items.map(({ json }) => json as JsonObject);
  if ('refusal' in expected) return [`recorded as ${expected.refusal.code}, now ${JSON.stringify(now)}`];
  const catalogue = await loadCatalogue(service);
  const listing = listingOf(catalogue, step.method);
  const reply = listing === undefined ? now[0] : { [listing.rows]: now };
  if (reply !== undefined) {
    capture(step.capture ?? {}, reply, run.values);
    run.authenticator.note(reply);
  }
  if (listing === undefined) {
    const wanted = isObject(expected.reply)
      ? withContent(catalogue, step.method, expected.reply)
      : expected.reply;
    return compare([wanted], now, run.values, 'items');
  }
  const { [listing.rows]: rows = [], ...beside } = isObject(expected.reply) ? expected.reply : {};
  return [
    ...Object.keys(beside)
      .filter((name) => !besideRows.includes(name))
      .map((name) => `${name} was recorded, and is not put out`),
    ...compare(rows, now, run.values, 'items'),
  ];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
