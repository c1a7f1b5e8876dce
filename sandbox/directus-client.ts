import type { Directus } from './directus';

/** A Directus, and the token of its administrator. */
export type DirectusAddress = Pick<Directus, 'url' | 'adminToken'>;

/**
 * Asks Directus as its administrator.
 * @param body sent as JSON, or as a form
 * @returns the answer's `data`
 * @throws when Directus refuses
 */
export async function askDirectus<Data>(
  { url, adminToken }: DirectusAddress,
  method: string,
  path: string,
  body?: object,
): Promise<Data> {
  const isForm = body instanceof FormData;
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${adminToken}`,
      ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
    },
    body: isForm ? body : body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Directus answered ${method} ${path} with ${response.status}: ${text}`);
  return (JSON.parse(text) as { data: Data }).data;
}
