import type { JsonObject } from '../../shared/json';
import type { SimplifierName } from '../operation';
import { simplifyUser } from './simplifyUser';

/** What "Simplify" makes of a row of a reply, by the name that the operation's row gives. */
export const SIMPLIFIERS: Readonly<Record<SimplifierName, (row: JsonObject) => JsonObject>> = {
  user: simplifyUser,
};
