/** A refusal by n8n's interface. */
export class N8nRequestError extends Error {
  constructor(
    readonly status: number,
    readonly request: string,
    message: string,
  ) {
    super(`n8n answered ${request} with ${status}: ${message}`);
  }
}

/** Requests of n8n's interface, made as one person. */
export class N8nSession {
  private sessionCookie = '';

  /** @param url the editor's address */
  constructor(readonly url: string) {}

  /** The session as a `Cookie` header, for a browser or another client. */
  get cookie(): string {
    return this.sessionCookie;
  }

  /**
   * Any request of n8n's interface.
   * @returns the answer's `data`
   * @throws N8nRequestError for an answer of 400 and above
   */
  async request<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as { data?: T; message?: string };
    if (!response.ok) {
      throw new N8nRequestError(response.status, `${method} ${path}`, answer.message ?? text.slice(0, 500));
    }
    return answer.data as T;
  }

  /**
   * The bytes that n8n answers a GET with.
   * @throws N8nRequestError for an answer of 400 and above
   */
  async download(path: string): Promise<Buffer> {
    const response = await this.send('GET', path);
    if (!response.ok) throw new N8nRequestError(response.status, `GET ${path}`, await response.text());
    return Buffer.from(await response.arrayBuffer());
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      // A kept connection may be closed by n8n in the very moment that the next request goes out.
      headers: { connection: 'close', cookie: this.sessionCookie, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) this.sessionCookie = cookies.join('; ');
    return response;
  }
}
