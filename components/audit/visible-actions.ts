import { ACTION_NAMES, type AuditEntryDto } from "@/server/audit/schemas";
import { KIND_WORDS } from "./kind-words";

export type Action = AuditEntryDto["action"];
export type Kind = AuditEntryDto["object"]["kind"];

const ALL = Object.keys(KIND_WORDS) as Kind[];
const OF_ROLE: Readonly<Record<string, readonly Kind[]>> = {
  staff: ["domain", "account", "view"],
  customer: ["domain", "view"],
};

/** Kinds of things whose entries a role sees; the server decides, this only spares empty choices. */
export const visibleKinds = (role: string): readonly Kind[] => OF_ROLE[role] ?? ALL;

/** Kinds whose actions begin with another word than their own. */
const PREFIXES: Partial<Record<Kind, readonly string[]>> = {
  account: ["account", "sync"],
  permission: ["access"],
};

/** The actions done to a kind of thing. */
export function actionsOf(kind: Kind): readonly Action[] {
  const prefixes = PREFIXES[kind] ?? [kind];
  return ACTION_NAMES.filter((action) => prefixes.includes(action.split(".")[0] ?? ""));
}
