import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { OutboundClient } from "../../outbound/call";
import type { RegistrarFailure } from "../gateway";
import { blotted } from "./blot";
import { type Asked, complained, malformed, unanswered } from "./errors";
import { RestAnswer } from "./wire";

type RestCall<S extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /restful/v2. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly data: S;
  readonly isPaid?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Secrets of this call's own that an answer might echo. */
  readonly secrets?: readonly string[];
};

/** What an account answered: the code of a success, and its data. */
export type RestOutcome<T> = Result<{ readonly code: number; readonly data: T }, RegistrarFailure>;

/** Codes that say it is done, or taken up. Others of that hundred are named, but not explained. */
const SUCCESSES: ReadonlySet<number> = new Set([200, 201, 202]);

/**
 * One call of REST v2. Success is what the body says: an error may come with HTTP status 200, and its
 * code as number or text.
 */
export async function callRest<S extends z.ZodType>(
  client: OutboundClient,
  call: RestCall<S>,
): Promise<RestOutcome<z.output<S>>> {
  const { data, isPaid = false, secrets = [], ...request } = call;
  const asked: Asked = call.method === "GET" ? "read" : "write";
  const answer = await client.send({
    ...request,
    headers: { "content-type": "application/json" },
    answer: RestAnswer,
    isLoose: true,
    isPaid,
  });
  if (!answer.ok) {
    const { error } = answer;
    const told = RestAnswer.safeParse(error.body);
    // What stands in a redirect is not the answer: where it leads, the request may have been carried out.
    const isAnswer = told.success && error.kind !== "redirected";
    const complaint = isAnswer ? wordsOf(told.data) : "";
    const failure = complaint
      ? complained(
          { ...error, code: codeOf(told.data) ?? error.status ?? 0, words: complaint },
          asked,
        )
      : unanswered(error, asked);
    return err(blotted(failure, secrets));
  }
  const { body, status } = answer.value;
  const code = codeOf(body);
  if (code === undefined) return err(malformed("It has no code.", asked));
  if (!SUCCESSES.has(code)) {
    return err(blotted(refused({ code, status, words: wordsOf(body) }, asked), secrets));
  }
  const read = data.safeParse(body.data);
  return read.success
    ? ok({ code, data: read.data })
    : err(malformed(`The data differ: ${oddPlaces(read.error)}.`, asked));
}

/** A code between the successes and the refusals says nothing we know. */
const refused = (told: { code: number; status: number; words: string }, asked: Asked) =>
  told.code >= 400 ? complained(told, asked) : malformed(`It has code ${told.code}.`, asked);

const codeOf = (told: z.infer<typeof RestAnswer> | undefined) =>
  told?.code ?? told?.status?.code ?? undefined;

const wordsOf = ({ error, message }: z.infer<typeof RestAnswer>) =>
  error?.description ?? message ?? "";

/** Places only, as values may be private. */
export const oddPlaces = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join(".") || "data"} ${code}`)
    .join(", ");
