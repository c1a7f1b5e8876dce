/** A service's interface, called for what a run needs beforehand and leaves behind, and by the plain client. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Sends a request and returns the reply's JSON, or undefined where there is none. */
  async send<Reply = unknown>(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...this.headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Reply;
  }
}
