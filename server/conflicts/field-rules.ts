import { z } from "zod";
import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound } from "../kernel/errors";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { type Authority, FIELD_AUTHORITY, RULED_FIELDS, type RuledField } from "../sync/authority";
import * as store from "./rules/store";
import { type FieldRulesDto, SetFieldRuleInput } from "./schemas";
import { FIELD_LABELS } from "./words";

const AccountRef = z.strictObject({ accountId: z.uuid() });

const toRule = (row: store.RuleRow): FieldRulesDto[number] => ({
  field: row.field as FieldRulesDto[number]["field"],
  partner: row.partnerId === null ? null : { id: row.partnerId, name: row.partnerName ?? "" },
  authority: row.authority as Authority,
  may: [...FIELD_AUTHORITY[row.field as RuledField].may],
  isUsual: false,
  changedAt: iso(row.changedAt),
  changedBy: row.changedBy,
});

/**
 * Whose word counts for each field of an account's names: one row per field, the usual ones included, and one for
 * each partner that has it otherwise.
 */
export async function readFieldRules(
  ctx: ServiceContext,
  input: { readonly accountId: string },
): Promise<FieldRulesDto> {
  authorize(ctx.actor, "account.read");
  const { accountId } = parsed(AccountRef, input);
  const rows = await read(ctx, (tx) => store.ofAccount(tx, accountId));
  const own = rows.map(toRule);
  return RULED_FIELDS.flatMap((field) => {
    const rules = own.filter((rule) => rule.field === field);
    const general = rules.find(({ partner }) => partner === null) ?? {
      field,
      partner: null,
      authority: FIELD_AUTHORITY[field].usual,
      may: [...FIELD_AUTHORITY[field].may],
      isUsual: true,
      changedAt: null,
      changedBy: null,
    };
    return [general, ...rules.filter(({ partner }) => partner !== null)];
  });
}

/**
 * Changes whose word counts for a field of an account's names, or of one partner's among them. It holds for readings
 * from now on, and what they tell next is compared even where it is the same; conflicts that are open stay for somebody
 * to decide.
 *
 * @throws AppError `invalid_input` with field `authority` for one the field cannot have; `not_found`
 */
export async function setFieldRule(
  ctx: ServiceContext,
  input: SetFieldRuleInput,
): Promise<FieldRulesDto> {
  authorize(ctx.actor, "account.manage");
  const { accountId, partnerId, field, authority } = parsed(SetFieldRuleInput, input);
  const may: readonly Authority[] = FIELD_AUTHORITY[field].may;
  if (authority !== null && !may.includes(authority))
    throw invalid("authority", "value", `For this field choose ${may.join(" or ")}.`);
  await mutate(ctx, "account.manage", async (tx, record) => {
    const { account, partner } = await called(tx, accountId, partnerId);
    const rule = { accountId, partnerId, field };
    const before = await store.authorityOf(tx, rule);
    if (before === authority) return record();
    await store.save(tx, rule, authority, { name: ctx.actor.name, at: ctx.now().toISOString() });
    await store.compareAnew(tx, rule);
    await record({
      action: "account.rule_changed",
      objectId: accountId,
      objectName: account,
      partnerId: null,
      before: { [field]: before ?? "usual" },
      after: { [field]: authority ?? "usual", ...(partner ? { partner } : {}) },
      reason: reasonOf(field, authority, partner),
    });
  });
  return readFieldRules(ctx, { accountId });
}

/** What account and partner are called. @throws AppError `not_found` */
async function called(tx: Transaction, accountId: string, partnerId: string | null) {
  const account = await store.holdAccount(tx, accountId);
  if (account === null) throw notFound("This registrar account");
  if (partnerId === null) return { account, partner: null };
  const partner = await store.partnerName(tx, partnerId);
  if (partner === null) throw notFound("This partner");
  return { account, partner };
}

const reasonOf = (field: string, authority: Authority | null, partner: string | null): string => {
  const what = authority === null ? "as usual" : WORDS[authority];
  return `${FIELD_LABELS[field]}: ${what}${partner ? `, for names of ${partner}` : ""}.`;
};

const WORDS: Readonly<Record<Authority, string>> = {
  registrar: "the registrar’s word counts",
  ask: "a person is asked first",
  ours: "our word counts",
};
