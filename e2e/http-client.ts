import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { z } from "zod";
import { SESSION_COOKIE } from "./world";

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

export type Order = {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
};

/** A refusal as every route words it (RFC 9457), with our code, the field and the request's id. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string(),
  field: z.string().optional(),
  requestId: z.string().min(8),
});
export type Problem = z.infer<typeof Problem>;

/**
 * A caller of the demo that sends exactly what it is told: path and headers go out unnormalised.
 * It remembers every answer, so that a test can say of all of them that none was a fault of ours.
 */
export class HttpClient {
  constructor(
    private readonly origin: URL,
    private readonly cookie: string | null,
    private readonly seen: Answer[],
  ) {}

  send(path: string, { method = "GET", headers = {}, body }: Order = {}): Promise<Answer> {
    const own = {
      ...(this.cookie ? { cookie: `${SESSION_COOKIE}=${this.cookie}` } : {}),
      ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: this.origin.hostname,
          port: this.origin.port,
          path,
          method,
          headers: { ...own, ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString();
            const answer = { status: response.statusCode ?? 0, headers: response.headers, text };
            this.seen.push(answer);
            resolve(answer);
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /**
   * Fetches what a page fetches when one moves to `path`. Next wants such a request to carry a checksum of its
   * headers in the address and leads there.
   */
  async fetchPage(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    const order = { headers: { rsc: "1", ...headers } };
    const answer = await this.send(path, order);
    const { location = "" } = answer.headers;
    return /[?&]_rsc(?:=|&|$)/.test(location) ? this.send(location, order) : answer;
  }

  /** Reads JSON that must be there. */
  async read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { status, text } = await this.send(path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${text.slice(0, 300)}`);
    return schema.parse(JSON.parse(text));
  }

  /** Sends a JSON write as one of our own pages would. */
  write(path: string, body: unknown, method = "PATCH"): Promise<Answer> {
    return this.sendBody(path, JSON.stringify(body), method);
  }

  /** Sends any bytes as a JSON write of our own pages. */
  sendBody(path: string, body: string | Buffer, method = "PATCH"): Promise<Answer> {
    return this.send(path, {
      method,
      body,
      headers: { "content-type": "application/json", origin: this.origin.origin },
    });
  }
}

/** What a refusal says. Fails when it is not worded as a problem. */
export function problemIn({ status, headers, text }: Answer): Problem {
  if (headers["content-type"] !== "application/problem+json")
    throw new Error(`${status} is no problem+json: ${text.slice(0, 300)}`);
  const problem = Problem.parse(JSON.parse(text));
  if (problem.status !== status) throw new Error(`The body says ${problem.status}, not ${status}.`);
  return problem;
}
