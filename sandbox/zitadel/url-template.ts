import { invalidArgument } from './errors';

const known = ['UserID', 'OrgID', 'Code'];

/**
 * Checks the template of a link that is sent with a code.
 * @param further placeholders beside the usual ones
 * @throws ZitadelError INVALID_ARGUMENT when it cannot be parsed or has an unknown placeholder
 */
export function checkUrlTemplate(template: string | undefined, further: readonly string[] = []): void {
  if (template === undefined) return;
  const rest = template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, name: string) => {
    if (known.includes(name) || further.includes(name)) return '';
    throw invalidArgument('URL Template is invalid', 'DOMAIN-ieYa7');
  });
  if (rest.includes('{{')) throw invalidArgument('URL Template is invalid', 'DOMAIN-oGh5e');
}
