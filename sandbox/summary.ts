import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import type { Execution } from './execution';

const secretName = /secret|token|passw|otp|uri|key|code|cookie|authorization|credential|png|qr/i;
const secretValue =
  /otpauth:\S*|\beyJ[\w-]+\.[\w.-]+|\b[A-Z2-7]{16,}\b|\b[0-9a-f]{32,}\b|\b\d{6}\b|[\w+/-]{40,}=*/g;
const widest = 60;

/**
 * A table of what each step of an execution did: its items, its time, and the beginning of what it answered.
 * Secrets, tokens and codes are left out.
 * @returns the table's lines, the first of them its head
 */
export function executionTable(execution: Execution): string[] {
  const rows = execution.nodes.map((node) => [
    node,
    String(execution.items(node).length),
    `${execution.timeOf(node)} ms`,
    answerOf(execution, node),
  ]);
  return table([['Step', 'Items', 'Time', 'First answer'], ...rows]);
}

/** Lays rows out in columns. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function answerOf(execution: Execution, node: string): string {
  const error = execution.errorOf(node);
  if (error) return shorten(`failed: ${withoutSecrets(error.message)}`);
  const [item] = execution.items(node);
  return item ? shorten(describe(item)) : '';
}

function describe({ json, binary = {} }: INodeExecutionData): string {
  return [...scalars(json), ...files(binary)].join(', ');
}

function files(binary: IBinaryKeyData): string[] {
  return Object.entries(binary).map(
    ([name, file]) => `${name} (${file.mimeType}, ${file.fileSize ?? 'file'})`,
  );
}

function scalars(value: object): string[] {
  return Object.entries(value).flatMap(([name, content]: [string, unknown]) => {
    if (content === null || content === '' || secretName.test(name)) return [];
    if (typeof content === 'object') return scalars(content);
    return [`${name}: ${withoutSecrets(String(content))}`];
  });
}

/** A text with what looks like a secret, a token or a code left out. */
export function withoutSecrets(text: string): string {
  return text.replace(secretValue, '…');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= widest ? line : `${line.slice(0, widest - 1)}…`;
}
