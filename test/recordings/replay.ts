import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, callGrpc, callHttp } from './clients';
import { type Exchange, type Step, type Transport, transportOf } from './recording';
import { withoutOrigin } from './origin';
import { fillTemplate, type Run } from './run';
import { capture, compare } from './values';

/**
 * Replays one step; the values it captures go into the run.
 * @returns what differs from the recording, one line each; nothing when the server answers as recorded
 */
export async function replayStep(run: Run, step: Step): Promise<string[]> {
  const transport = transportOf(step, run.transport);
  const expected = step[transport];
  if (!expected) return [`the step was not recorded over ${transport}`];
  if (run.waits && step.afterMs !== undefined) await wait(step.afterMs);
  const answer = await send(run, step, transport, expected);
  if (answer.json !== undefined) {
    capture(step.capture ?? {}, answer.json, run.values);
    run.authenticator.note(answer.json);
  }
  return compareAnswer(run, step, expected, answer);
}

async function send(run: Run, step: Step, transport: Transport, expected: Exchange): Promise<Answer> {
  const headers = { ...authorization(run.tokens[step.as]), ...(await fillTemplate(run, step.headers ?? {})) };
  if (transport === 'grpc') {
    return await callGrpc(
      run.grpc,
      step.service,
      step.method,
      await fillTemplate(run, step.request),
      headers,
    );
  }
  const body = transport === 'connect' ? step.request : expected.body;
  const request = {
    verb: expected.verb,
    path: await fillTemplate(run, expected.path ?? ''),
    body: body && (await fillTemplate(run, body)),
  };
  return await callHttp(run.url, request, headers);
}

function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function compareAnswer(run: Run, step: Step, expected: Exchange, answer: Answer): string[] {
  const { values } = run;
  const status = expected.code ?? expected.status ?? 0;
  const json = withoutOrigin(run, step.name, expected.response ?? step.response);
  return [
    ...(status === answer.status ? [] : [`status: recorded as ${status}, now ${describe(answer)}`]),
    ...(expected.message === answer.message
      ? []
      : [`message: recorded as ${expected.message}, now ${answer.message}`]),
    ...compare(expected.details ?? [], answer.details ?? [], values, 'details'),
    ...(json === undefined ? [] : compare(json, answer.json, values)),
  ];
}

function describe({ status, message, json }: Answer): string {
  return `${status}: ${message ?? JSON.stringify(json)}`;
}
