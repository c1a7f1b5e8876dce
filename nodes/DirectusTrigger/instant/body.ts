import type { JsonObject } from '../../shared/json';
import { isGuarded, type EventRow } from '../events';

/**
 * What Directus sends of an event whose payload holds no secret: all of it. Directus puts the value itself in place of a
 * text that is nothing but a template.
 */
export function wholeBody(): JsonObject {
  return { trigger: '{{$trigger}}', user: '{{$accountability.user}}' };
}

/**
 * What Directus sends of events whose payload may hold secrets: chosen fields, one by one, so that nothing else ever
 * leaves it. A field that an event does not have arrives as the text "undefined".
 *
 * @param rows the kinds of events that the body is for
 */
export function guardedBody(rows: readonly EventRow[]): JsonObject {
  const leaves = [...new Set(rows.flatMap(({ leaves: own = [] }) => own))];
  return {
    guarded: true,
    event: '{{$trigger.event}}',
    collection: '{{$trigger.collection}}',
    key: '{{$trigger.key}}',
    keys: '{{$trigger.keys}}',
    payload: Object.fromEntries(leaves.map((name) => [name, `{{$trigger.payload.${name}}}`])),
    ...(rows.some(({ value }) => value === 'auth.login') && {
      signIn: {
        email: '{{$trigger.payload.email}}',
        status: '{{$trigger.status}}',
        provider: '{{$trigger.provider}}',
        code: '{{$trigger.error.code}}',
        user: '{{$trigger.user}}',
      },
    }),
    user: '{{$accountability.user}}',
  };
}

/** The rows of each kind of body. */
export function byBody(rows: readonly EventRow[]): { whole: EventRow[]; guarded: EventRow[] } {
  return { whole: rows.filter((row) => !isGuarded(row)), guarded: rows.filter(isGuarded) };
}
