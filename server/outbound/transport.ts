import type { Dispatcher } from "undici";

/**
 * What happened on the wire to one call. `sent` is false only when provably no byte of the request
 * has left: it turns true before the first one is written.
 */
export type Wire = { sent: boolean; status: number | null };

/** A request as it goes out, secrets and all. */
export type WireRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** An answer as it came in: unpacked, complete, unjudged. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
};

export type Bounds = {
  readonly wire: Wire;
  readonly signal: AbortSignal;
  /** Of the body, packed and unpacked. */
  readonly maxBodyBytes: number;
};

/**
 * A way to send one request over a guarded agent and read its answer to the end. It sends once, follows
 * nothing, and tells `wire` before the first byte leaves.
 *
 * @throws BodyTooLarge, BodyUnreadable, and errors of the network as they come; those may quote
 *   headers, so callers turn them into a failure and pass nothing of them on
 */
export type Transport = (
  agent: Dispatcher,
  request: WireRequest,
  bounds: Bounds,
) => Promise<WireAnswer>;
