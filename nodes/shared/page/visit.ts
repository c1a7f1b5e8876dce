import type { JsonObject } from '../json';
import { isObject } from '../parse';
import { isRightCode, readDigits } from './code';
import type { Page } from './document';
import { type Seal, seal, unseal } from './seal';
import { type Enrolment, type Filled, PageProblem, type Person, type SecondFactor } from './secondFactor';
import type { FieldName, Problem, View } from './views';

/** One request to the page. */
export interface Visit {
  method: 'GET' | 'POST';
  /** The form's fields as they came. */
  body: unknown;
  executionId: string;
  node: string;
  /** Whether somebody who has an authenticator app is asked to replace it. */
  replaces: boolean;
}

/** The answer to a visit: a page, and what the workflow goes on with where the person has finished. */
export interface Answer {
  status: number;
  page: Page;
  result?: JsonObject;
  /** What went wrong where the person cannot put it right. */
  cause?: unknown;
}

/**
 * Answers one request to the page. Nothing is kept between requests: what a page needs from the one before comes back
 * sealed in its form.
 */
export async function answer(request: Visit, factor: SecondFactor): Promise<Answer> {
  const fields = readFields(request.body);
  // A form of the page before, out of another tab or the browser's history, is not for this one.
  const isForeign = fields.page !== '' && fields.page !== request.node;
  const visit: Visit = isForeign ? { ...request, method: 'GET' } : request;
  let person: Person | undefined;
  try {
    person = await factor.person();
    if (visit.method === 'POST' && fields.step === 'verify') {
      return await verify(visit, fields, factor);
    }
    if (person.hasTotp === true && !visit.replaces) return existed(person, factor.existed(person));
    if (visit.method === 'GET') return first(visit, factor, person);
    return fields.step === 'send' ? await send(factor, person) : await confirm(visit, fields, factor);
  } catch (error) {
    if (!(error instanceof PageProblem)) return failed(error, person);
    return again(visit, fields, factor, person, error.problem);
  }
}

type Fields = Filled & Record<'page' | 'step' | 'state' | 'code', string>;

function readFields(body: unknown): Fields {
  const given = isObject(body) ? body : {};
  const read = (name: string): string => {
    const value = given[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    page: read('page'),
    step: read('step'),
    state: read('state'),
    code: read('code'),
    password: read('password'),
    email: read('email').trim(),
    mailCode: read('mailCode').trim(),
    person: read('person'),
  };
}

function first(
  { replaces }: Visit,
  { confirmation }: SecondFactor,
  person: Person,
  problem?: Problem,
  email?: string,
): Answer {
  const view: View = {
    kind: 'confirm',
    by: confirmation,
    replaces: replaces && person.hasTotp === true,
    email: person.account ?? email ?? '',
    isFixed: person.account !== undefined,
  };
  return shown(view, person.account, problem);
}

async function send(factor: SecondFactor, person: Person): Promise<Answer> {
  await factor.sendCode?.();
  return shown({ kind: 'mailCode' }, person.account);
}

async function confirm(visit: Visit, fields: Fields, factor: SecondFactor): Promise<Answer> {
  requireFields(fields, factor);
  const confirmed = await factor.confirm(fields);
  if ('existed' in confirmed) return existed(undefined, confirmed.existed);
  return await scan(visit, factor, confirmed.enrolment);
}

function requireFields(fields: Fields, { confirmation }: SecondFactor): void {
  const needed: Array<[FieldName & keyof Filled, Problem['text']]> = [
    ...(confirmation === 'signIn'
      ? [['email', 'emailMissing'] as [FieldName & keyof Filled, 'emailMissing']]
      : []),
    ...(confirmation === 'signIn' || confirmation === 'password'
      ? [['password', 'passwordMissing'] as [FieldName & keyof Filled, 'passwordMissing']]
      : []),
    ...(confirmation === 'email'
      ? [['mailCode', 'mailCodeMissing'] as [FieldName & keyof Filled, 'mailCodeMissing']]
      : []),
  ];
  const missing = needed.find(([field]) => fields[field] === '');
  if (missing !== undefined) throw new PageProblem({ field: missing[0], text: missing[1] });
}

async function verify(visit: Visit, fields: Fields, factor: SecondFactor): Promise<Answer> {
  const enrolment = open(visit, fields, factor);
  if (enrolment === undefined) throw new PageProblem({ text: 'expired' });
  try {
    const code = readDigits(fields.code);
    if (code === undefined) throw new PageProblem({ field: 'code', text: 'codeFormat' });
    const result = await factor.verify(enrolment, code).catch(async (error: unknown) => {
      throw await diagnosed(error, enrolment, code);
    });
    return await done(factor, enrolment, result);
  } catch (error) {
    if (!(error instanceof PageProblem)) return failed(error);
    const { problem } = error;
    if (problem.field !== 'code') return again(visit, fields, factor, await factor.person(), problem);
    return await scan(visit, factor, enrolment, problem);
  }
}

/** A code that is right for this page's secret and yet refused was for a secret that has been replaced since. */
async function diagnosed(error: unknown, { secret }: Enrolment, code: string): Promise<unknown> {
  const isRefused = error instanceof PageProblem && error.problem.text === 'wrongCode';
  return isRefused && (await isRightCode(secret, code)) ? new PageProblem({ text: 'replaced' }) : error;
}

async function done(factor: SecondFactor, { account }: Enrolment, result: JsonObject): Promise<Answer> {
  let view: View = { kind: 'done' };
  if (factor.recoveryCodes !== undefined) {
    const recoveryCodes = await factor.recoveryCodes().catch(() => undefined);
    view =
      recoveryCodes === undefined ? { kind: 'done', recoveryFailed: true } : { kind: 'done', recoveryCodes };
  }
  return { ...shown(view, account), result };
}

function existed(person: Person | undefined, result: JsonObject): Answer {
  return { ...shown({ kind: 'existed' }, person?.account), result };
}

/** The page that a problem is shown on: the form that had it, or the beginning. */
function again(
  visit: Visit,
  fields: Fields,
  factor: SecondFactor,
  person: Person | undefined,
  problem: Problem,
): Answer {
  if (person === undefined) return { status: 422, page: { view: { kind: 'failed' }, problem } };
  if (problem.field === 'mailCode') return shown({ kind: 'mailCode' }, person.account, problem);
  return first(visit, factor, person, problem, fields.email);
}

function failed(cause: unknown, person?: Person): Answer {
  const page: Page = { view: { kind: 'failed' }, problem: { text: 'failed' }, account: person?.account };
  return { status: 502, page, cause };
}

function shown(view: View, account: string | undefined, problem?: Problem): Answer {
  return {
    status: problem === undefined ? 200 : 422,
    page: { view, ...(account !== undefined && { account }), ...(problem !== undefined && { problem }) },
  };
}

async function scan(
  visit: Visit,
  factor: SecondFactor,
  enrolment: Enrolment,
  problem?: Problem,
): Promise<Answer> {
  const { person, account, secret, address, carried } = enrolment;
  const { toDataURL } = await import('qrcode');
  const picture = await toDataURL(address, { margin: 3, width: 448, errorCorrectionLevel: 'M' });
  const sealed = seal({ account, secret, address, carried }, sealOf(visit, factor, person));
  return shown({ kind: 'scan', address, secret, picture, sealed, person }, account, problem);
}

function open(visit: Visit, fields: Fields, factor: SecondFactor): Enrolment | undefined {
  const state = unseal(fields.state, sealOf(visit, factor, fields.person));
  if (state === undefined) return undefined;
  return { person: fields.person, ...(state as Omit<Enrolment, 'person'> & JsonObject) };
}

function sealOf({ executionId, node }: Visit, { sealingSecret }: SecondFactor, person: string): Seal {
  return { secret: sealingSecret, executionId, node, person };
}
