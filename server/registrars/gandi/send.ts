import type { z } from "zod";
import { err, ok } from "../../kernel/result";
import type { OutboundCall, OutboundClient } from "../../outbound/call";
import type { Accepted, Answer, RegistrarFailure } from "../gateway";
import { malformed, writeFailure } from "./errors";
import { GandiAccepted } from "./wire";

/** What an account at Gandi is spoken to with. */
export type Account = {
  readonly api: OutboundClient;
  /** What `api` is bound to: links of lists must stay below it. */
  readonly baseUrl: string;
  /** The organisation that is meant and pays, where a token sees several. */
  readonly sharingId?: string | undefined;
};

/** What a status says of a change. Any other leaves open what happened. */
type Meanings = Readonly<Record<number, Accepted["outcome"]>>;

/** A 200 means "these parameters are valid": nothing was taken up, as far as the documents go. */
const TAKEN_UP: Meanings = { 202: "accepted" };

/** Sends a change and reads what its status says. */
export async function send(
  api: OutboundClient,
  call: Omit<OutboundCall<z.ZodType>, "answer">,
  meanings: Meanings = TAKEN_UP,
): Answer<Accepted> {
  const answer = await api.send({ ...call, answer: GandiAccepted });
  if (!answer.ok) return err(writeFailure(answer.error));
  const outcome = meanings[answer.value.status];
  return outcome ? ok({ outcome }) : err(notTakenUp(answer.value.status, meanings));
}

const notTakenUp = (status: number, meanings: Meanings): RegistrarFailure => ({
  ...malformed(
    `A change is taken up with status ${Object.keys(meanings).join(" or ")}; this was ${status}.`,
  ),
  effect: "unknown",
  status,
});

/** The organisation that pays stands in the query, never in the body. */
export const paidPath = (path: string, sharingId: string | undefined): string =>
  sharingId ? `${path}?sharing_id=${encodeURIComponent(sharingId)}` : path;
