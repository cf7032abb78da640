import { err, ok } from "../../kernel/result";
import type { FormPair } from "../../outbound/call";
import type { Accepted, Answer } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { callApi } from "./call";
import { malformed } from "./errors";
import { Action } from "./wire";

type Order = {
  readonly path: string;
  readonly parameters: readonly FormPair[];
  readonly isPaid?: boolean;
  readonly secrets?: readonly string[];
};

/** Sends an order or a change, and reads whether it was done, or taken up and to be seen later. */
export async function order(account: ResellerClubAccount, asked: Order): Answer<Accepted> {
  const told = await callApi(account, { ...asked, content: Action, asked: "write" });
  if (!told.ok) return told;
  const { actionstatus, status, entityid } = told.value;
  const word = (actionstatus ?? status ?? "").toLowerCase();
  const reference = entityid ? { reference: entityid } : {};
  if (word === "success") return ok({ outcome: "confirmed", ...reference });
  if (word === "inprogress") return ok({ outcome: "accepted", ...reference });
  return err(malformed("It does not say whether it was done.", "write"));
}
