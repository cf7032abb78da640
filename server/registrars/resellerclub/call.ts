import type { z } from "zod";
import { z as zod } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { FormPair } from "../../outbound/call";
import type { RegistrarFailure } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { type Asked, complained, complaintIn, malformed, unanswered } from "./errors";

type Call<S extends z.ZodType> = {
  /** Below /api, without the suffix of the format: "domains/details". */
  readonly path: string;
  /** In the order they are sent. A list is the same name again and again, without brackets. */
  readonly parameters: readonly FormPair[];
  readonly content: S;
  readonly asked: Asked;
  readonly isPaid?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Secrets of this call's own that an answer might echo. */
  readonly secrets?: readonly string[];
};

/**
 * One call: a read is a GET with everything in the query, a change a POST with a form. The body tells
 * how it went, whatever the HTTP status says, and may be a bare number or flag.
 */
export async function callApi<S extends z.ZodType>(
  account: ResellerClubAccount,
  call: Call<S>,
): Promise<Result<z.output<S>, RegistrarFailure>> {
  const told = await ask(account, call);
  if (told.ok) return told;
  const secrets = [...(call.secrets ?? []), account.userId];
  return err({ ...told.error, message: blotted(told.error.message, secrets) });
}

async function ask<S extends z.ZodType>(
  { api, userId }: ResellerClubAccount,
  { path, parameters, content, asked, isPaid = false, signal }: Call<S>,
): Promise<Result<z.output<S>, RegistrarFailure>> {
  const isRead = asked === "read";
  const inQuery: FormPair[] = [["auth-userid", userId], ...(isRead ? parameters : [])];
  const answer = await api.send({
    method: isRead ? "GET" : "POST",
    path: `/${path}.json?${new URLSearchParams(inQuery.map(([name, value]) => [name, value]))}`,
    ...(isRead ? {} : { form: parameters }),
    answer: zod.unknown(),
    isLoose: true,
    isPaid,
    signal,
  });
  if (!answer.ok) return err(unanswered(answer.error, asked));
  const { body, status } = answer.value;
  const complaint = complaintIn(body);
  if (complaint) return err(complained(complaint, asked, { status }));
  const read = content.safeParse(body);
  return read.success
    ? ok(read.data)
    : err(malformed(`It differs: ${oddPlaces(read.error)}.`, asked));
}

/** `message` without secrets. A number is blotted out only where it stands alone. */
function blotted(message: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => {
    if (secret === "") return clean;
    if (!/^\d+$/.test(secret)) return clean.replaceAll(secret, "[secret]");
    return clean.replaceAll(new RegExp(`(?<!\\d)${secret}(?!\\d)`, "g"), "[reseller]");
  }, message);
}

/** Places only, as values may be private. */
export const oddPlaces = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join(".") || "body"} ${code}`)
    .join(", ");
