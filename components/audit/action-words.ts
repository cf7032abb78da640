import type { AuditEntryDto } from "@/server/audit/schemas";
import { changedWords } from "./field-words";

type Action = AuditEntryDto["action"];

/** What each action is called in lists and filters. */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  "domain.added": "Name found",
  "domain.learned": "Details learned",
  "domain.changed": "Change found",
  "domain.contacts_changed": "Contacts changed",
  "domain.edited": "Name edited",
  "domain.imported": "Changed by a file",
  "domain.removed": "Name removed",
  "domain.assigned": "Name assigned",
  "domain.missing": "Name missing",
  "domain.disbelieved": "Conflict found",
  "domain.unread": "Name cannot be read",
  "domain.moved": "Moved to another account",
  "domain.conflict_closed": "Conflict over",
  "domain.conflict_decided": "Conflict decided",
  "domain.conflict_undone": "Decision undone",
  "domain.code_fetched": "Auth code read",
  "domain.code_revealed": "Auth code shown",
  "domain.exported": "Names exported",
  "plan.applied": "Plan started",
  "plan.paused": "Plan paused",
  "plan.resumed": "Plan resumed",
  "plan.cancelled": "Plan cancelled",
  "plan.finished": "Plan finished",
  "plan.approved": "Plan approved",
  "plan.refused": "Plan refused",
  "plan.resealed": "Secret sealed anew",
  "operation.sent": "Change sent",
  "operation.accepted": "Change accepted",
  "operation.completed": "Change seen",
  "operation.failed": "Change failed",
  "operation.unknown": "Outcome unknown",
  "operation.retrying": "Change tried again",
  "operation.cancelled": "Change cancelled",
  "operation.superseded": "Change replaced",
  "operation.review": "Change needs review",
  "operation.mail_resent": "Mail sent again",
  "operation.cancel_asked": "Transfer given up",
  "operation.code_given": "New auth code given",
  "domain.transfer_approved": "Transfer out approved",
  "domain.transfer_rejected": "Transfer out refused",
  "operation.closed": "Change closed",
  "webhook.ignored": "Event ignored",
  "webhook.secret_added": "Webhook secret added",
  "sync.started": "Sync started",
  "sync.finished": "Sync finished",
  "sync.failed": "Sync failed",
  "sync.cancelled": "Sync cancelled",
  "account.added": "Account added",
  "account.tested": "Account tested",
  "account.changed": "Account changed",
  "account.key_replaced": "Key replaced",
  "account.rule_changed": "Field rule changed",
  "account.resealed": "Secret sealed anew",
  "account.names_imported": "File brought in",
  "account.removed": "Account removed",
  "nameserver_set.added": "Nameserver set added",
  "nameserver_set.changed": "Nameserver set changed",
  "nameserver_set.removed": "Nameserver set removed",
  "contact.added": "Contact added",
  "contact.changed": "Contact changed",
  "contact.archived": "Contact put away",
  "contact.restored": "Contact taken back",
  "contact.resealed": "Number sealed anew",
  "partner.added": "Partner added",
  "partner.changed": "Partner changed",
  "user.added": "Person added",
  "user.changed": "Person changed",
  "user.password_set": "Password set",
  "session.started": "Signed in",
  "session.ended": "Signed out",
  "session.confirmed": "Identity confirmed",
  "session.refused": "Sign-in refused",
  "key.added": "Key added",
  "key.revoked": "Key revoked",
  "view.saved": "View saved",
  "view.removed": "View removed",
  "settings.changed": "Settings changed",
  "approval.rule_saved": "Approval rule saved",
  "approval.rule_removed": "Approval rule removed",
  "approval.rules_ordered": "Approval rules ordered",
  "domain.ceiling_set": "Ceiling set",
  "ceiling.set": "Ceiling set",
  "price.moved": "Price moved",
  "price.set": "Price entered",
  "price.imported": "Prices brought in",
  "price.asked_for": "Price asked for",
  "price.synced": "Prices asked for",
  "price.alert_decided": "Price alert decided",
  "price.rule_saved": "Price rule saved",
  "price.rule_removed": "Price rule removed",
  "audit.exported": "Log exported",
  "access.denied": "Access denied",
};

export const RESULT_WORDS = { ok: "Done", refused: "Refused", denied: "Denied" } as const;

export const SOURCE_WORDS = {
  ui: "Screen",
  api: "API",
  cron: "Schedule",
  job: "Worker",
  system: "System",
} as const;

const MOST_NAMED = 4;

function listed(words: readonly string[]): string {
  const named = words.slice(0, MOST_NAMED);
  const rest = words.length - named.length;
  if (rest > 0) return `${named.join(", ")} and ${rest} more`;
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

const number = (from: AuditEntryDto["after"], field: string): string =>
  typeof from?.[field] === "number" ? String(from[field]) : "0";

/** The counts that are not nought, each with its word: "6 changed". */
const some = (from: AuditEntryDto["after"], words: Readonly<Record<string, string>>): string =>
  Object.entries(words)
    .filter(([field]) => Number(from?.[field] ?? 0) > 0)
    .map(([field, word]) => `${number(from, field)} ${word}`)
    .join(", ");

/** What a sentence may begin with. */
const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Every price that moved, from what to what; the keys are words already. */
function movesSentence({ before, after }: Pick<AuditEntryDto, "before" | "after">): string | null {
  const moves = Object.entries(after ?? {}).flatMap(([price, to]) =>
    typeof to === "string" && typeof before?.[price] === "string"
      ? [`${price}: ${before[price]} → ${to}`]
      : [],
  );
  return moves.length > 0 ? begun(listed(moves)) : null;
}

/** Fields that are told by their names alone, as keys. */
const byName = (after: AuditEntryDto["after"]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Array.isArray(after?.fields) ? after.fields.map((field) => [String(field), null]) : [],
  );

const ceilingSentence = (after: AuditEntryDto["after"], what: string): string =>
  typeof after?.ceiling === "string"
    ? `Set ${after.ceiling} as the most that a year of ${what} may cost`
    : `Took the ceiling off ${what}`;

const SENTENCES: Readonly<Record<Action, (entry: AuditEntryDto) => string>> = {
  "domain.added": ({ reason }) =>
    reason ? `Added. ${reason}` : "Sync found the name and took it in",
  "domain.learned": ({ after }) => `Sync learned ${listed(changedWords(after))}`,
  "domain.changed": ({ after }) => `Sync found a change in ${listed(changedWords(after))}`,
  "domain.contacts_changed": ({ after }) =>
    `Sync found other contacts: ${listed(Object.keys(byName(after)))}`,
  "domain.edited": ({ after }) =>
    Object.keys(after ?? {}).join() === "flags"
      ? "Marked as seen"
      : `Edited ${listed(changedWords(after))}`,
  "domain.imported": ({ after, reason }) =>
    reason?.startsWith("The way back")
      ? `Set back ${listed(changedWords(after))}. ${reason}`
      : `A file changed ${listed(changedWords(after))}`,
  "domain.removed": ({ reason }) => `Removed. ${reason ?? ""}`.trim(),
  "domain.assigned": () => "Assigned to another partner",
  "domain.missing": ({ reason }) => reason ?? "The account no longer lists the name",
  "domain.unread": ({ reason }) => reason ?? "The registrar gave no answer about it",
  "domain.disbelieved": ({ reason }) => reason ?? "A value of the registrar was not believed",
  "domain.moved": ({ reason }) => reason ?? "Moved to another account of ours",
  "domain.conflict_closed": ({ reason }) => reason ?? "The conflict ended by itself",
  "domain.conflict_decided": ({ reason }) => reason ?? "Decided about a conflict",
  "domain.conflict_undone": ({ reason }) => reason ?? "Took back what was decided about a conflict",
  "sync.started": () => "Began to read the account",
  "sync.finished": ({ after }) =>
    `Read the account: ${number(after, "checked")} checked, ${some(after, { added: "new", changed: "changed" }) || "nothing changed"}`,
  "sync.cancelled": ({ reason }) => reason ?? "Somebody ended the reading",
  "sync.failed": ({ reason }) => reason ?? "The account could not be read",
  "account.changed": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "user.changed": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "partner.changed": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "domain.code_fetched": ({ reason }) =>
    reason ?? "Read the auth code for a transfer between our accounts; nobody was shown it",
  "domain.code_revealed": ({ result, reason }) =>
    result === "refused" ? `Asked for the auth code. ${reason ?? ""}`.trim() : "Auth code revealed",
  "domain.exported": () => "Took names away as a file",
  "plan.applied": ({ after }) => `Started a plan for ${number(after, "sent")} names`,
  "plan.paused": ({ reason }) => reason ?? "Paused the plan",
  "plan.resumed": () => "Went on with the plan",
  "plan.cancelled": ({ after }) =>
    `Cancelled the rest of the plan, ${number(after, "cancelled")} names`,
  "plan.finished": ({ after, object }) =>
    `The plan ended: ${number(after, "completed")} ${object.name === "import" ? "done" : "seen at the registrar"}, ${number(after, "failed")} failed`,
  "plan.approved": () => "Approved the plan of somebody else",
  "plan.refused": ({ reason }) => reason ?? "Refused the plan of somebody else",
  "plan.resealed": () => "Sealed a secret of the plan with the newest key",
  "operation.sent": () => "Sent the change to the registrar",
  "operation.accepted": () => "The registrar took the change up",
  "operation.completed": () => "The change was seen at the registrar",
  "operation.failed": ({ reason }) => reason ?? "The change failed",
  "operation.unknown": ({ reason }) => reason ?? "The change was sent and not answered",
  "operation.retrying": ({ reason }) => reason ?? "The change is tried again",
  "operation.cancelled": () => "Cancelled before it was sent",
  "operation.superseded": () => "Replaced by a newer change of the same value",
  "operation.review": ({ reason }) => reason ?? "Needs a person to look at it",
  "operation.mail_resent": ({ reason }) => reason ?? "Had the registrar send its mail again",
  "operation.cancel_asked": ({ reason }) => reason ?? "Had the registrar give the transfer up",
  "operation.code_given": ({ reason }) => reason ?? "Gave the registrar another auth code",
  "domain.transfer_approved": ({ reason }) => reason ?? "Let the name go to another registrar",
  "domain.transfer_rejected": ({ reason }) =>
    reason ?? "Refused to let the name go to another registrar",
  "operation.closed": ({ reason }) => reason ?? "Closed by hand",
  "webhook.ignored": () => "An event was about no name of this account",
  "webhook.secret_added": () => "Gave the registrar a new secret to sign its events with",
  "account.added": () => "Connected the account",
  "account.tested": () => "Tried out what the account can do",
  "account.rule_changed": ({ reason }) => reason ?? "Changed whose word counts for a field",
  "account.key_replaced": () => "Replaced the key of the account",
  "account.resealed": () => "Sealed a secret of the account with the newest key",
  "account.names_imported": ({ after }) =>
    `Brought a file in: ${number(after, "new")} new, ${number(after, "changed")} changed, ${number(after, "refused")} refused`,
  "account.removed": () => "Removed the account",
  "nameserver_set.added": () => "Gave nameservers a name",
  "nameserver_set.changed": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "nameserver_set.removed": () => "Removed the set; names keep their nameservers",
  "contact.added": () => "Added the contact",
  "contact.changed": ({ after }) => `Changed ${listed(changedWords(byName(after)))}`,
  "contact.archived": () => "Put the contact away",
  "contact.restored": () => "Took the contact back into use",
  "contact.resealed": () => "Sealed the number of the contact with the newest key",
  "partner.added": () => "Added the partner",
  "user.added": () => "Added the person",
  "user.password_set": () => "Set a password",
  "session.started": () => "Opened a session",
  "session.ended": ({ reason }) => reason ?? "Ended a session",
  "session.confirmed": () => "Gave the password again",
  "session.refused": ({ reason }) => (reason ? begun(reason) : "Was not let in"),
  "key.added": () => "Made a key for a program",
  "key.revoked": () => "Ended a key",
  "view.saved": () => "Saved the view",
  "view.removed": () => "Removed the view",
  "approval.rule_saved": ({ after }) =>
    typeof after?.rule === "string" ? after.rule : "Changed the rule",
  "approval.rule_removed": () => "Removed the rule",
  "approval.rules_ordered": () => "Put the rules in another order",
  "settings.changed": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "domain.ceiling_set": ({ after }) => ceilingSentence(after, "its renewal"),
  "ceiling.set": ({ after }) => ceilingSentence(after, "renewals of names with the tag"),
  "price.moved": ({ reason, ...entry }) =>
    reason ?? movesSentence(entry) ?? "The registrar told another price",
  "price.set": ({ reason }) => reason ?? "Entered a price by hand",
  "price.imported": ({ after }) =>
    `Brought prices in from a file: ${number(after, "first")} new, ${number(after, "changed")} moved`,
  "price.asked_for": () => "Had the prices of an ending watched",
  "price.synced": ({ after, reason }) =>
    reason ??
    `Asked for prices: ${number(after, "told")} told, ${number(after, "changed")} moved, ${number(after, "alerts")} alerts`,
  "price.alert_decided": ({ reason }) => reason ?? "Decided a price alert",
  "price.rule_saved": ({ after }) => `Changed ${listed(changedWords(after))}`,
  "price.rule_removed": () => "Removed the rule",
  "audit.exported": () => "Took the log away as a file",
  "access.denied": ({ object }) => `Asked for ${object.name} without the permission`,
};

/** What happened, in one sentence without a full stop. */
export const summaryOf = (entry: AuditEntryDto): string =>
  SENTENCES[entry.action](entry).replace(/\.$/, "");
