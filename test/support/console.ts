import { format } from 'node:util';

/** Has a stream give what is written to it to `note` instead. */
function muted(stream: NodeJS.WriteStream, note: (text: string) => void): jest.SpyInstance {
  return jest.spyOn(stream, 'write').mockImplementation((chunk) => {
    note(String(chunk));
    return true;
  });
}

/** What is written to the console while something is done: by `console` or straight to the streams. */
export async function capturingConsole<Result>(
  act: () => Promise<Result>,
): Promise<{ result: Result; written: string }> {
  const lines: string[] = [];
  const note = (...values: unknown[]): void => void lines.push(format(...values));
  const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
  const spies = methods.map((method) => jest.spyOn(console, method).mockImplementation(note));
  // Loggers write past the methods of Node's console, straight to the streams under it.
  const { _stdout, _stderr } = console as { _stdout?: NodeJS.WriteStream; _stderr?: NodeJS.WriteStream };
  const written = new Set([process.stdout, process.stderr, _stdout, _stderr]);
  const streams = [...written].flatMap((stream) => (stream === undefined ? [] : [muted(stream, note)]));
  try {
    return { result: await act(), written: lines.join('\n') };
  } finally {
    for (const spy of [...spies, ...streams]) spy.mockRestore();
  }
}
