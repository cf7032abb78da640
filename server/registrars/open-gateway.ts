import type { Result } from "../kernel/result";
import type { Lane } from "../outbound/gate";
import type { RegistrarFailure, RegistrarGateway } from "./gateway";

/** What it takes to speak for an account: its credential comes sealed and is opened for the call alone. */
export type OpenableAccount = {
  readonly id: string;
  readonly registrar: string;
  readonly endpoint: string;
  readonly credential: string;
  /** What the account may be used for; an account that is only being tried is read-only. */
  readonly mode?: string;
  readonly paidCallsAt?: string | null;
  /** The proxy its registrar is reached through; the password comes sealed. Never left out: it would be gone round. */
  readonly proxyUrl: string | null;
  readonly proxyUsername: string | null;
  readonly proxyPassword: string | null;
  /** Its rate where that is not the usual one of its registrar. */
  readonly callsPerMinute: number | null;
};

/** The way from an account to its gateway. Refuses as data: an unknown registrar, a simulator in production, a lost key. */
export type RegistrarGateways = {
  /** @param lane who asks; interactive unless told otherwise */
  open(account: OpenableAccount, lane?: Lane): Result<RegistrarGateway, RegistrarFailure>;
};

/** Of an account that is called directly, at the usual rate of its registrar. */
export const DIRECT = {
  proxyUrl: null,
  proxyUsername: null,
  proxyPassword: null,
  callsPerMinute: null,
} as const satisfies Partial<OpenableAccount>;
