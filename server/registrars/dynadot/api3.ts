import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { FormPair, OutboundClient } from "../../outbound/call";
import type { RegistrarFailure } from "../gateway";
import { type Asked, complained, malformed, unanswered } from "./errors";
import { oddPlaces } from "./rest";
import { Api3Answer, Api3Head } from "./wire";

type Command<S extends z.ZodType> = {
  readonly command: string;
  readonly parameters: readonly FormPair[];
  readonly content: S;
  readonly asked: Asked;
  /** The code of an answer that only tells something, where success would mean that it was done. */
  readonly expects?: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * One command of API3. Everything there is a GET with HTTP status 200: whether it worked is in the
 * body, and whether it may be sent again is known to us alone.
 */
export async function callApi3<S extends z.ZodType>(
  client: OutboundClient,
  { command, parameters, content, asked, expects, signal }: Command<S>,
): Promise<Result<z.output<S>, RegistrarFailure>> {
  const pairs: FormPair[] = [["command", command], ...parameters];
  const answer = await client.send({
    method: "GET",
    path: `/api3.json?${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`,
    answer: Api3Answer,
    isLoose: true,
    isRead: asked === "read",
    signal,
  });
  if (!answer.ok) return err(unanswered(answer.error, asked));
  const { body, status } = answer.value;
  const failure = failureIn(body, { asked, expects, status });
  if (failure) return err(failure);
  const read = content.safeParse(body);
  return read.success
    ? ok(read.data)
    : err(malformed(`The content differs: ${oddPlaces(read.error)}.`, asked));
}

/** What the head of an answer complains of, or null when it is the answer that was meant. */
function failureIn(
  body: unknown,
  { asked, expects, status }: { asked: Asked; expects: number | undefined; status: number },
): RegistrarFailure | null {
  const head = Api3Head.safeParse(body);
  const { ResponseCode: code, Status: word, Error: error } = head.data ?? {};
  if (code == null && word == null) return malformed("It has neither code nor status.", asked);
  const isDone = code === 0 || isSuccess(word);
  if (expects !== undefined && isDone)
    return malformed("It did what was only asked about.", "write");
  if (expects === undefined ? isDone : code === expects) return null;
  return complained({ code: code ?? -1, words: error ?? word ?? "", status }, asked);
}

const isSuccess = (status: string | null | undefined) => status?.toLowerCase() === "success";
