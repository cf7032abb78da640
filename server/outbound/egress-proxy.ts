/** A forward proxy through which one account's registrar is reached, as an HTTP tunnel (CONNECT). */
export type EgressProxy = {
  /** Origin of the proxy, such as https://proxy.example:3128; the port may be left out where it is the scheme's own. */
  readonly url: string;
  /** Sent to the proxy alone, as Basic authentication, together with the password. */
  readonly username?: string;
  readonly password?: string;
};
