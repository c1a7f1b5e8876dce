/** Shows what long work is doing: in one line that is rewritten on a terminal, else in a line now and then. */
export class Progress {
  private readonly started = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  /** @param out where to write; nothing is shown without it */
  constructor(private readonly out: NodeJS.WriteStream | undefined = process.stderr) {}

  /** Says that something begins. */
  begin(name: string, note = ''): void {
    this.started.set(name, Date.now());
    this.say(`${name}${note && ` ${note}`}…`);
    this.timer ??= setInterval(() => this.tick(), this.out?.isTTY ? 500 : 15_000).unref();
  }

  /** Says that something is complete, or how it ended otherwise. */
  end(name: string, how = 'done'): void {
    this.say(`${name}: ${how} (${this.elapsed(name)})`);
    this.started.delete(name);
    if (this.started.size === 0) this.close();
  }

  /** Writes a line of its own. */
  say(line: string): void {
    if (this.out?.isTTY) this.out.write('\r\x1b[K');
    this.out?.write(`${line}\n`);
  }

  /** Stops showing anything. */
  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.out?.isTTY) this.out.write('\r\x1b[K');
  }

  private tick(): void {
    const line = [...this.started.keys()].map((name) => `${name}: ${this.elapsed(name)}`).join(' · ');
    if (!this.out?.isTTY) this.say(line);
    else this.out.write(`\r\x1b[K${line.slice(0, (this.out.columns || 80) - 1)}`);
  }

  private elapsed(name: string): string {
    return `${Math.round((Date.now() - (this.started.get(name) ?? Date.now())) / 1000)} s`;
  }
}
