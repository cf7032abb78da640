import { TOKENS } from "../world/accounts";

/** One answer, read to its end. */
export type Told = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
};

type Call = {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

/** Calls a simulator the way a registrar client does: one real HTTP request each. */
export class Api {
  constructor(private readonly url: string) {}

  async call(method: string, path: string, call: Call = {}): Promise<Told> {
    const token = call.token === undefined ? TOKENS.main : call.token;
    const response = await fetch(`${this.url}/v5${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }

  get = (path: string, call?: Call) => this.call("GET", path, call);
  post = (path: string, body: unknown, call?: Call) => this.call("POST", path, { ...call, body });
  put = (path: string, body: unknown, call?: Call) => this.call("PUT", path, { ...call, body });
  patch = (path: string, body: unknown, call?: Call) => this.call("PATCH", path, { ...call, body });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A contact the registrar takes. */
export const OWNER = {
  country: "GB",
  email: "owner@harbour-logistics.example",
  family: "Petrescu",
  given: "Jonas",
  streetaddr: "12 Ropewalk Lane",
  type: 1,
};
