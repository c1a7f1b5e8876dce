/** Where a call's token comes from. */
export interface TokenSource {
  /** The token to send. */
  get(): Promise<string>;
  /**
   * Another token after this one was refused; undefined where there is no other to be had.
   * However many calls ask at the same time, one token is fetched.
   */
  renew?(refused: string): Promise<string>;
}
