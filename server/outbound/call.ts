import type { z } from "zod";
import type { Result } from "../kernel/result";
import type { HttpFailure } from "./failure";

export type FormPair = readonly [name: string, value: string];

/** What a signature is made over: exactly what goes out. The body is empty text where there is none. */
export type SignedRequest = {
  readonly method: string;
  /** From the path's slash on, with the query as sent. */
  readonly pathAndQuery: string;
  readonly body: string;
};

/** One call. Without `isPaid` it waits as long as a read may take, with it as long as a purchase may. */
export type OutboundCall<S extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, from its slash on, with the query where there is one. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A form instead of a JSON body, its pairs in the order they are sent. */
  readonly form?: readonly FormPair[];
  readonly headers?: Readonly<Record<string, string>>;
  /** An empty body is `undefined` to this schema. */
  readonly answer: S;
  /** Reads the answer as JSON whatever its media type; text that is no JSON reaches the schema as it came. */
  readonly isLoose?: boolean;
  readonly isPaid?: boolean;
  /** A read that does not look like one, such as a POST that only asks. Reads may be tried again. */
  readonly isRead?: boolean;
  readonly signal?: AbortSignal | undefined;
};

export type OutboundAnswer<T> = {
  readonly status: number;
  readonly body: T;
  readonly link: string | null;
  readonly location: string | null;
  readonly totalCount: string | null;
};

export type Outcome<T> = Result<OutboundAnswer<T>, HttpFailure>;

export type OutboundClient = {
  send<S extends z.ZodType>(call: OutboundCall<S>): Promise<Outcome<z.output<S>>>;
  /** Waits for what is under way and ends the connections. */
  close(): Promise<void>;
};
