/** A passkey or a U2F key of a person. */
export interface WebAuthnToken {
  id: string;
  kind: 'passkey' | 'u2f';
  name: string;
  isVerified: boolean;
  /** What the authenticator has to sign, base64url. */
  challenge: string;
  /** The relying party: the domain it is for. */
  domain: string;
  /** What the authenticator calls it, base64url; known once it is verified. */
  credentialId?: string;
}
