import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { ruleWords } from "./rule-words";
import { ApprovalRuleDto } from "./schemas";
import * as store from "./store";

/** The rules about approvals in the order they are read. */
export async function listApprovalRules(ctx: ServiceContext): Promise<readonly ApprovalRuleDto[]> {
  authorize(ctx.actor, "approval.manage");
  return read(ctx, rulesOf);
}

/** The same, for whoever has to know which one holds. */
export const rulesOf = async (tx: Transaction): Promise<readonly ApprovalRuleDto[]> =>
  (await store.rules(tx)).map(toRule);

function toRule({ rule, partnerName }: store.NamedRule): ApprovalRuleDto {
  const { ofPartnerId, fromMinor, currency, createdAt: _made, changedAt: _changed, ...rest } = rule;
  const dto = {
    ...rest,
    partner: ofPartnerId === null ? null : { id: ofPartnerId, name: partnerName ?? "one partner" },
    fromSum: fromMinor === null || currency === null ? null : { minor: fromMinor, currency },
  };
  const known = ApprovalRuleDto.omit({ words: true }).parse(dto);
  return { ...known, words: ruleWords(known) };
}
