import { iso } from "../../kernel/instant";
import { glueOf } from "../glue";
import { delegation, unsigning } from "./delegation";
import type { Judged, Outcome, Question } from "./judged";
import { obstacleOf } from "./obstacle";
import { renewal } from "./renewal";
import { autoRenewal, hiding, locking } from "./switches";

/** Judges one name against a change. Asks nobody: whatever it needs is in the question. */
export function judge(question: Question): Judged {
  const values = valuesOf(question);
  const obstacle = obstacleOf(question);
  if (obstacle) return { ...values, ...obstacle };
  const outcome = { ...values, ...outcomeOf(question) };
  return question.isUnderWay ? besideAnother(outcome) : outcome;
}

function outcomeOf(question: Question): Outcome {
  const { change } = question;
  switch (change.kind) {
    case "renew":
      return renewal(question, change);
    case "nameserver_update":
      return delegation(question, change);
    case "ds_update":
      return unsigning(question);
    case "lock_update":
      return locking(question, change.locked);
    case "auto_renew_update":
      return autoRenewal(question, change.enabled);
    case "whois_update":
      return hiding(question, change.enabled);
  }
}

/**
 * Another wish for the same value is under way: the newer one is what counts in the end, so it is sent even where the
 * name is so by now.
 */
function besideAnother({ rule, detail, ...judged }: Judged): Judged {
  const risks = [...judged.risks, "pending_change"];
  if (judged.verdict === "same") return { ...judged, verdict: "change", risks };
  const said = { ...(rule ? { rule } : {}), ...(detail ? { detail } : {}) };
  return { ...judged, ...said, ...(judged.verdict === "change" ? { risks } : {}) };
}

/** What the name has now, and what it is to get, of the field this change is about. */
function valuesOf({ facts, change }: Question): Pick<Judged, "before" | "after"> {
  switch (change.kind) {
    case "renew":
      return { before: { expiresAt: iso(facts.expiresAt) }, after: {} };
    case "nameserver_update":
      return {
        before: { nameservers: facts.nameservers },
        after: { nameservers: change.nameservers, ...glueOf(facts.name, change.glue) },
      };
    case "ds_update":
      return { before: { dnssec: facts.dnssec }, after: { ds: [] } };
    case "lock_update":
      return { before: { lockState: facts.lockState }, after: { locked: change.locked } };
    case "auto_renew_update":
      return { before: { autoRenew: facts.autoRenew }, after: { enabled: change.enabled } };
    case "whois_update":
      return { before: { privacy: facts.privacy }, after: { enabled: change.enabled } };
  }
}
