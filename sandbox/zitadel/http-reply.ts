/** An HTTP reply before it is sent. */
export interface HttpReply {
  status: number;
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body: unknown;
}

/** An HTTP request as the transports see it. */
export interface HttpRequest {
  verb: string;
  url: URL;
  headers: (name: string) => string | undefined;
  host: string;
  body: string;
}
