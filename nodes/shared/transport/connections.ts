/** A connection and how to close it. */
export interface Kept<Connection> {
  connection: Connection;
  close: () => void;
}

/**
 * Connections that outlive an execution, by key. The one used longest ago is closed when there are too many; each
 * transport closes its own idle sockets by itself.
 */
export class KeptConnections<Connection> {
  private readonly kept = new Map<string, Promise<Kept<Connection>>>();

  constructor(private readonly most = 50) {}

  /**
   * The connection of a key, opened on first use.
   *
   * @param open opens it; when it throws, nothing is kept
   */
  async get(key: string, open: () => Promise<Kept<Connection>>): Promise<Connection> {
    const known = this.kept.get(key) ?? open();
    this.kept.delete(key);
    this.kept.set(key, known);
    this.closeOldest();
    known.catch(() => {
      if (this.kept.get(key) === known) this.kept.delete(key);
    });
    return (await known).connection;
  }

  /** Has the next call open another connection; who uses this one still may end with it. */
  forget(key: string): void {
    this.kept.delete(key);
  }

  private closeOldest(): void {
    for (const [key, oldest] of this.kept) {
      if (this.kept.size <= this.most) return;
      this.kept.delete(key);
      void oldest.then(
        ({ close }) => close(),
        () => undefined,
      );
    }
  }
}
