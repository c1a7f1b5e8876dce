import { existsSync, readFileSync } from 'node:fs';

import { eventually } from './eventually';
import { testServers } from './servers';

/**
 * The token in the link of the last e-mail that Directus sent to an address.
 *
 * @throws where none came
 */
export async function tokenInMail(address: string): Promise<string> {
  const token = await eventually(
    () => Promise.resolve(findToken(address)),
    (found) => found !== undefined,
  );
  if (token === undefined) throw new Error(`no e-mail with a token to ${address}`);
  return token;
}

function findToken(address: string): string | undefined {
  const { mail } = testServers().directus12;
  if (!existsSync(mail)) return undefined;
  // Quoted-printable breaks lines with "=" and writes "=" as "=3D".
  const text = readFileSync(mail, 'utf8')
    .replace(/=\r?\n/g, '')
    .replace(/=3D/g, '=');
  const start = text.lastIndexOf(`To: ${address}`);
  if (start === -1) return undefined;
  return /[?&]token=([\w.-]+)/.exec(text.slice(start))?.[1];
}
