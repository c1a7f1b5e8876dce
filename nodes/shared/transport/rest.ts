import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from 'axios';

import { ServiceError } from '../errors';
import { readJson } from '../exactJson';
import type { Json } from '../json';
import { blockedBy, connectionError } from './connectionError';
import { KeptConnections } from './connections';
import { type Endpoint, endpointKey } from './endpoint';
import { closeIdle, followIdle } from './idleSockets';
import { proxyFor, proxySignIn } from './proxy';
import { IdleTimer, type StreamedContent, watched } from './streams';
import { isTooLarge, MAX_REPLY_BYTES, textOf, tooLarge } from './wholeReply';

/** One HTTP request. */
export interface RestRequest {
  method: string;
  /** Path below the endpoint's, with a leading slash; its parameters are already encoded. */
  path: string;
  /** A list is sent as the same parameter several times. */
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: Json;
  /** Sent as `application/x-www-form-urlencoded`, instead of `body`. */
  form?: Record<string, string>;
  /** Sent chunk by chunk, instead of `body`; once, whatever happens. */
  content?: StreamedContent;
  /** Whether the content of a success is wanted as a stream (`Readable`), to be read to its end or destroyed. */
  streamed?: boolean;
  /** Whether a redirect is an answer; otherwise it is an error, since it is never followed. */
  redirects?: boolean;
  /** Milliseconds; where something is streamed, those that may pass without a byte. */
  timeout: number;
  signal?: AbortSignal;
}

/** What came back, whatever its status. */
export interface RestReply {
  status: number;
  headers: Record<string, string>;
  /**
   * Read by `readJson` where the server says that it is JSON, else text; '' where there is none. Or the stream that was
   * asked for.
   */
  body: unknown;
}

// Its CommonJS form is one file, its ES modules are a hundred, which take ten times as long to load.
const load = createRequire(__filename);

const connections = new KeptConnections<AxiosInstance>();

/**
 * Sends a request over a kept connection.
 *
 * @throws ServiceError where no reply came: the server is down, the address wrong, the certificate not trusted
 */
export async function sendRest(endpoint: Endpoint, request: RestRequest): Promise<RestReply> {
  const base = endpoint.url.href.replace(/\/$/, '');
  const allowed = await endpoint.egress?.validateUrl(base + request.path);
  if (allowed?.ok === false) {
    throw blockedBy(allowed.error) ?? connectionError('ENOTFOUND', endpoint.url.origin);
  }
  const client = await connections.get(endpointKey(endpoint), () => Promise.resolve(connect(endpoint)));
  const config: AxiosRequestConfig = {
    method: request.method,
    url: base + request.path,
    params: request.query,
    paramsSerializer: { indexes: null },
    headers: {
      ...(request.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...request.headers,
    },
    data: bodyOf(request),
    proxy: throughProxy(endpoint.url),
    timeout: request.timeout,
    signal: request.signal,
    maxContentLength: MAX_REPLY_BYTES,
  };
  const isStreamed = request.content !== undefined || request.streamed === true;
  const response = isStreamed
    ? await sendStreamed(client, config, request, endpoint.url.origin)
    : await send(client, config, endpoint.url.origin);
  return toReply(response, endpoint.url.origin, request.redirects === true);
}

/**
 * Sends a request whose content, or whose reply, is a stream. The time that counts is the one in which nothing moves:
 * axios' own limit would count from the start of an upload.
 */
async function sendStreamed(
  client: AxiosInstance,
  config: AxiosRequestConfig,
  { content, streamed = false, timeout, signal }: RestRequest,
  address: string,
): Promise<AxiosResponse<string | Readable>> {
  const timer = new IdleTimer(timeout);
  const toError = (error: unknown): ServiceError =>
    timer.signal.aborted ? connectionError('ETIMEDOUT', address) : toConnectionError(error, address);
  let unreadable: Error | undefined;
  const upload = content && watched(content.read(), timer, (error) => (unreadable = asError(error)));
  let isOpen = false;
  try {
    const response = await ask<Readable>(client, {
      ...config,
      ...(content && { data: upload, headers: { ...config.headers, ...headersOf(content) } }),
      responseType: 'stream',
      maxContentLength: -1,
      timeout: 0,
      signal: signal === undefined ? timer.signal : AbortSignal.any([signal, timer.signal]),
    });
    const reply = watched(response.data, timer, toError);
    isOpen = streamed && response.status >= 200 && response.status < 300;
    if (isOpen) reply.once('close', () => timer.stop());
    const data = isOpen ? reply : await textOf(reply, timeout, address);
    // A server may refuse before it has all; the connection is of no use then.
    if (upload?.readableEnded === false) (response.request as ClientRequest).destroy();
    return { ...response, data };
  } catch (error) {
    throw unreadable ?? toError(error);
  } finally {
    upload?.destroy();
    if (!isOpen) timer.stop();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function headersOf({ type, length }: StreamedContent): Record<string, string> {
  return { 'Content-Type': type, ...(length !== undefined && { 'Content-Length': String(length) }) };
}

function bodyOf({ body, form }: RestRequest): string | undefined {
  if (form !== undefined) return new URLSearchParams(form).toString();
  return body === undefined ? undefined : JSON.stringify(body);
}

function connect(endpoint: Endpoint): { connection: AxiosInstance; close: () => void } {
  const axios = load('axios') as typeof import('axios');
  const lookup = endpoint.egress?.createSecureLookup();
  const pool = { keepAlive: true, maxFreeSockets: 10, ...(lookup && { lookup }) };
  const { ca, ignoreTlsErrors } = endpoint;
  const httpAgent = followIdle(new HttpAgent(pool));
  const httpsAgent = followIdle(new HttpsAgent({ ...pool, ca, rejectUnauthorized: !ignoreTlsErrors }));
  const connection = axios.create({
    httpAgent,
    httpsAgent,
    // A redirect would take the token to another address, or turn a POST into a GET.
    maxRedirects: 0,
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: (data: unknown) => data,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
  const close = (): void => {
    httpAgent.destroy();
    httpsAgent.destroy();
  };
  return { connection, close };
}

/** The proxy that the environment names, as axios takes it. */
function throughProxy(url: URL): AxiosRequestConfig['proxy'] {
  const proxy = proxyFor(url);
  if (proxy === undefined) return false;
  const { protocol, hostname, port } = proxy;
  const usual = protocol === 'https:' ? 443 : 80;
  return { protocol, host: hostname, port: port === '' ? usual : Number(port), auth: proxySignIn(proxy) };
}

/** Sends a request and takes its whole reply, within the time it has: a reply that trickles in is never idle. */
async function send(
  client: AxiosInstance,
  config: AxiosRequestConfig,
  address: string,
): Promise<AxiosResponse<string>> {
  const deadline = AbortSignal.timeout(config.timeout ?? 0);
  const stopped = config.signal as AbortSignal | undefined;
  const signal = stopped === undefined ? deadline : AbortSignal.any([stopped, deadline]);
  try {
    return await ask<string>(client, { ...config, signal });
  } catch (error) {
    if (deadline.aborted && stopped?.aborted !== true) throw connectionError('ETIMEDOUT', address);
    throw toConnectionError(error, address);
  }
}

/** A request, sent again where that does no harm and the connection was of no use any more. */
async function ask<Content>(
  client: AxiosInstance,
  config: AxiosRequestConfig,
): Promise<AxiosResponse<Content>> {
  if (!isRepeatable(config)) {
    for (const agent of agentsOf(client)) closeIdle(agent);
    return await client.request<Content>(config);
  }
  return await client.request<Content>(config).catch(async (error: unknown) => {
    if (!diedWhileIdle(error)) throw error;
    // The others are as old.
    for (const agent of agentsOf(client)) closeIdle(agent, 0);
    return await client.request<Content>(config);
  });
}

function agentsOf({ defaults }: AxiosInstance): HttpAgent[] {
  return [defaults.httpAgent, defaults.httpsAgent].filter((agent) => agent instanceof HttpAgent);
}

/** Methods that change nothing, so that sending a request twice does no harm. */
const READS = ['GET', 'HEAD', 'SEARCH'];

/** A stream is used up once it was sent. */
function isRepeatable({ method = '', data }: AxiosRequestConfig): boolean {
  return READS.includes(method) && !(data instanceof Readable);
}

/** Whether a kept connection broke, most likely because the server had closed it before the request reached it. */
function diedWhileIdle(error: unknown): boolean {
  const { code, request } = error as { code?: string; request?: { reusedSocket?: boolean } };
  return code === 'ECONNRESET' && request?.reusedSocket === true;
}

function toConnectionError(error: unknown, address: string): ServiceError {
  if (error instanceof ServiceError) return error;
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  const blocked = blockedBy(cause) ?? blockedBy(error);
  if (blocked !== undefined) return blocked;
  if (code === 'ERR_CANCELED')
    return new ServiceError({ code: 'CANCELLED', message: 'The execution was stopped' });
  if (code === 'ECONNABORTED') return connectionError('ETIMEDOUT', address);
  if (isTooLarge(error)) return tooLarge(address, MAX_REPLY_BYTES);
  // Its body was cut off.
  if (code === 'ERR_BAD_RESPONSE') return connectionError('ECONNRESET', address);
  return connectionError(causeOf(cause?.code ?? code ?? 'NO_CONNECTION'), address);
}

/** A code of this package for the many that Node's parsers of HTTP and of packed content have. */
function causeOf(code: string): string {
  if (code.startsWith('HPE_')) return 'NOT_HTTP';
  return code.startsWith('Z_') || code.startsWith('ERR__ERROR') ? 'MALFORMED_REPLY' : code;
}

function toReply(response: AxiosResponse<string | Readable>, address: string, redirects: boolean): RestReply {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  );
  const reply = { status: response.status, headers, body: response.data };
  if (!redirects && reply.status >= 300 && reply.status < 400 && headers.location !== undefined) {
    throw redirected(reply.status, address, headers.location);
  }
  const { data } = response;
  if (typeof data !== 'string' || data === '' || !/json/.test(headers['content-type'] ?? '')) return reply;
  try {
    return { ...reply, body: readJson(data) };
  } catch {
    throw malformed(reply.status, address);
  }
}

function malformed(status: number, address: string): ServiceError {
  return new ServiceError({
    code: 'MALFORMED_REPLY',
    status,
    message: `${address} answered with malformed JSON`,
    remedy: 'Check the URL in the credential, and what stands between n8n and the server.',
  });
}

function redirected(status: number, address: string, location: string): ServiceError {
  const target = URL.canParse(location, address) ? new URL(location, address).origin : 'another address';
  return new ServiceError({
    code: 'REDIRECTED',
    status,
    message: `${address} redirects to ${target}`,
    remedy: `Write the address that the server really has into URL of the credential, e.g. ${target}.`,
  });
}
