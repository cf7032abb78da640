import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { FormPair, OutboundClient } from "../../outbound/call";
import { httpFailure, malformed, type RotldFailure, refusalFailure } from "./errors";
import { RotldEnvelope } from "./wire";

const DONE = "00200";

export type RotldCommand<S extends z.ZodType> = {
  readonly command: string;
  readonly fields: readonly FormPair[];
  /** Reads the data of a command that was done. */
  readonly data: S;
  /** A read may be asked again; neither of the others ever is. */
  readonly kind: "read" | "write" | "paid";
  /** Names of fields whose values no message may repeat. */
  readonly secretFields?: readonly string[];
  readonly signal?: AbortSignal | undefined;
};

/**
 * Sends one command. There is one address and one method; the answer's result code decides, never its
 * HTTP status, and its media type is not documented.
 *
 * @returns its data; or a failure, with effect "unknown" where a change may have happened
 */
export async function run<S extends z.ZodType>(
  api: OutboundClient,
  { command, fields, data, kind, secretFields = [], signal }: RotldCommand<S>,
): Promise<Result<z.output<S>, RotldFailure>> {
  const isWrite = kind !== "read";
  const secrets = fields.flatMap(([name, value]) => (secretFields.includes(name) ? [value] : []));
  const answer = await api.send({
    method: "POST",
    path: "/",
    form: [["command", command], ...fields, ["format", "json"], ["lang", "en"]],
    answer: RotldEnvelope,
    isLoose: true,
    isRead: !isWrite,
    isPaid: kind === "paid",
    signal,
  });
  if (!answer.ok) return err(httpFailure(answer.error, { isWrite }));
  const { error, result_code: resultCode, result_message: words, data: told } = answer.value.body;
  const isRefused = error != null && !["0", "false"].includes(String(error));
  if (error != null && isRefused !== (resultCode !== DONE))
    return err(malformed(`It says both done and refused (${resultCode}).`, { isWrite }));
  if (resultCode !== DONE) return err(refusalFailure(resultCode, words, { isWrite, secrets }));
  const parsed = data.safeParse(told);
  return parsed.success
    ? ok(parsed.data)
    : err(malformed(`The data of ${command} differ: ${placesOf(parsed.error)}.`, { isWrite }));
}

/** Places only: values may be private. */
const placesOf = (error: z.ZodError) =>
  error.issues
    .map(({ path, code }) => `${path.map(String).join(".") || "data"} ${code}`)
    .slice(0, 5)
    .join(", ");
