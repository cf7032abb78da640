import { formatMoney } from "../names/money";
import { APPROVER_WORDS, type ApprovalRuleDto, type Requester, type RuleChange } from "./schemas";

const CHANGE_WORDS: Readonly<Record<RuleChange, string>> = {
  register: "registrations",
  renew: "renewals",
  transfer_in: "transfers",
  nameserver_update: "changes of nameservers",
  unlock: "unlockings",
  lock: "lockings",
  auto_renew_update: "changes of automatic renewal",
  whois_update: "changes of WHOIS privacy",
  contact_update: "changes of contacts",
  import: "files of names",
};

const REQUESTER_WORDS: Readonly<Record<Requester, string>> = {
  anyone: "",
  customers: ", asked for by customers,",
  house: ", asked for by the house,",
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

type Rule = Pick<
  ApprovalRuleDto,
  | "changes"
  | "requester"
  | "partner"
  | "fromSum"
  | "fromNames"
  | "tags"
  | "onlyCritical"
  | "approver"
>;

function conditionsOf({ partner, fromSum, fromNames, tags, onlyCritical }: Rule): string[] {
  return [
    ...(partner ? [`for ${partner.name}`] : []),
    ...(fromSum ? [`of ${formatMoney(fromSum.minor, fromSum.currency)} or more`] : []),
    ...(fromNames
      ? [`of ${fromNames.toLocaleString("en-GB")} ${fromNames === 1 ? "name" : "names"} or more`]
      : []),
    ...(tags.length > 0 ? [`that touch a name with the tag ${tags.join(" or ")}`] : []),
    ...(onlyCritical ? ["that touch a critical name"] : []),
  ];
}

/** A rule as one sentence, in the words its plans keep. */
export function ruleWords(rule: Rule): string {
  const what =
    rule.changes.length === 0
      ? "all changes"
      : listed(rule.changes.map((one) => CHANGE_WORDS[one]));
  const conditions = conditionsOf(rule).join(" and ");
  const subject = `${what}${conditions === "" ? "" : ` ${conditions}`}${REQUESTER_WORDS[rule.requester]}`;
  const sentence =
    rule.approver === "nobody"
      ? `${subject} need no approval.`
      : `${subject} need the agreement of ${APPROVER_WORDS[rule.approver]}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
