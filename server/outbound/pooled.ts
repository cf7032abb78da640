import type { Dispatcher } from "undici";
import { BodyTooLarge } from "./answer-body";
import type { Bounds, Transport } from "./transport";
import { ACCEPTED_PACKINGS, unpacked } from "./unpack";

/** Calls that come in numbers: undici's own dispatch, without what fetch adds for browsers. */
export const pooled: Transport = async (agent, { url, headers, method, body }, bounds) => {
  bounds.signal.throwIfAborted();
  const taking = new Taking(bounds);
  const giveUp = () => taking.giveUp(bounds.signal.reason);
  bounds.signal.addEventListener("abort", giveUp, { once: true });
  try {
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as Dispatcher.HttpMethod,
        headers: { "accept-encoding": ACCEPTED_PACKINGS, ...headers },
        body: body ?? null,
      },
      taking,
    );
    const answer = await taking.answer;
    const bytes = await unpacked(
      answer.bytes,
      answer.headers.get("content-encoding"),
      bounds.maxBodyBytes,
    );
    return {
      status: answer.status,
      headers: answer.headers,
      text: new TextDecoder().decode(bytes),
    };
  } finally {
    bounds.signal.removeEventListener("abort", giveUp);
  }
};

type Packed = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly bytes: Buffer;
};

/** Takes one answer in. A second start is refused, so that nothing below can send a request again. */
class Taking implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Packed>;
  readonly #settle: PromiseWithResolvers<Packed>;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #isOver = false;
  #controller: Dispatcher.DispatchController | null = null;
  #headers: Record<string, string | string[] | undefined> = {};

  constructor(private readonly bounds: Bounds) {
    this.#settle = Promise.withResolvers<Packed>();
    this.answer = this.#settle.promise;
  }

  /** Ends the call now. One that still waits for a connection is never begun. */
  giveUp(reason: unknown): void {
    this.#isOver = true;
    this.#settle.reject(reason);
    this.#controller?.abort(reason instanceof Error ? reason : new Error("given up"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver || this.#controller) {
      controller.abort(new Error("One call is one request."));
      return;
    }
    this.#controller = controller;
    this.bounds.wire.sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.bounds.wire.status = status;
    this.#headers = headers;
    if (Number(headers["content-length"] ?? 0) > this.bounds.maxBodyBytes)
      this.giveUp(new BodyTooLarge());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.byteLength;
    if (this.#size > this.bounds.maxBodyBytes) this.giveUp(new BodyTooLarge());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#isOver = true;
    const headers = this.#headers;
    this.#settle.resolve({
      status: this.bounds.wire.status ?? 0,
      headers: {
        get(name) {
          const value = headers[name];
          return Array.isArray(value) ? value.join(", ") : (value ?? null);
        },
      },
      bytes: Buffer.concat(this.#chunks),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#isOver = true;
    this.#settle.reject(error);
  }
}
