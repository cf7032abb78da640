import { ACTION_NAMES, type AuditEntryDto, KIND_OF_ACTION } from "@/server/audit/schemas";
import { KIND_WORDS } from "./kind-words";

export type Action = AuditEntryDto["action"];
export type Kind = AuditEntryDto["object"]["kind"];

const ALL = Object.keys(KIND_WORDS) as Kind[];
const OF_ROLE: Readonly<Record<string, readonly Kind[]>> = {
  staff: [
    "domain",
    "operation",
    "plan",
    "contact",
    "nameserver_set",
    "account",
    "view",
    "price",
    "ceiling",
  ],
  customer: ["domain", "operation", "plan", "contact", "nameserver_set", "view", "ceiling"],
};

/** Kinds of things whose entries a role sees; the server decides, this only spares empty choices. */
export const visibleKinds = (role: string): readonly Kind[] => OF_ROLE[role] ?? ALL;

/** The actions done to a kind of thing. */
export const actionsOf = (kind: Kind): readonly Action[] =>
  ACTION_NAMES.filter((action) => KIND_OF_ACTION[action] === kind);
