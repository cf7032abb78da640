import { z } from "zod";
import type { Transaction } from "@/db/client";
import { openContacts } from "../contacts/open-contacts";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound, precondition } from "../kernel/errors";
import type { IntentSecrets } from "../operations/intents";
import { costGate } from "../plans/gates";
import type { Judged } from "../plans/judging/judged";
import type { NewRow, PlanRecord } from "../plans/store";
import { hashOf, type Judgement } from "../plans/write-plan";
import type { Contact, ContactRole } from "../registrars/gateway";
import * as store from "./store";

/** What is asked of all names of a transfer, as its plan keeps it. Holds no secret. */
export const TransferChange = z.object({
  kind: z.literal("transfer_in"),
  accountId: z.uuid(),
  years: z.int(),
  keepNameservers: z.boolean(),
  /** Others for all names; null: none were chosen. */
  nameservers: z.array(z.string()).nullable().default(null),
  registrantId: z.uuid().nullable(),
  registrantName: z.string().nullable(),
  partnerId: z.uuid().nullable(),
});
export type TransferChange = z.infer<typeof TransferChange>;

export const TransferSelection = z.object({
  names: z.int(),
  list: z.string(),
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
});

/** The account names are to come to. @throws AppError `invalid_input` with field `accountId` */
export async function gainingAccount(
  tx: Transaction,
  ctx: ServiceContext,
  accountId: string,
): Promise<store.AccountRow> {
  const partnerId = ctx.scope.all ? null : ctx.scope.partnerId;
  const account = (await store.accountsFor(tx, partnerId)).find(({ id }) => id === accountId);
  if (!account) throw invalid("accountId", "unknown", "There is no such account.");
  return account;
}

type Contacts = NonNullable<IntentSecrets["contacts"]>;

/**
 * The holder that was chosen, as registrars are told of one.
 *
 * @throws AppError `invalid_input` with field `registrantId` for a contact that is not there, put away, or another partner's
 */
export async function registrantOf(
  tx: Transaction,
  registrantId: string | null,
  partnerId: string | null,
): Promise<{ readonly name: string; readonly contacts: Contacts } | null> {
  if (registrantId === null) return null;
  const found = (await openContacts(tx, [registrantId])).get(registrantId);
  const isUsable = found && !found.isArchived;
  if (!isUsable) throw invalid("registrantId", "unknown", "There is no such contact.");
  if (found.partnerId !== null && found.partnerId !== partnerId)
    throw invalid("registrantId", "unknown", "This contact belongs to another partner.");
  const roles: Partial<Record<ContactRole, Contact>> = { registrant: found.contact };
  return { name: found.name, contacts: roles };
}

/** The transfer plan, held until the transaction ends. @throws AppError `not_found`; `precondition_failed` once it was ordered */
export function assertOpen(plan: PlanRecord | null): PlanRecord {
  if (plan?.kind !== "transfer_in") throw notFound("This transfer");
  if (plan.state !== "ready" || plan.appliedAt !== null)
    throw precondition(
      "This transfer was ordered already, or cancelled; it cannot be changed any more.",
    );
  return plan;
}

/** What stands between the rows and their order, and one hash over them. */
export function judgementOf(rows: readonly NewRow[]): Judgement {
  // Names that arrive are no share of what an account holds, so only what they cost is asked about.
  const gates = costGate(
    rows.map(({ verdict, costMinor, currency }) => ({
      verdict: verdict as Judged["verdict"],
      ...(costMinor === null ? {} : { costMinor }),
      ...(currency === null ? {} : { currency }),
    })),
  );
  return { rows, gates, hash: hashOf(rows) };
}
