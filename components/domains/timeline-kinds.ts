import type { AuditQuery } from "@/server/audit/schemas";

type Kind = {
  readonly value: string;
  readonly label: string;
  readonly action: AuditQuery["action"];
};

/** The kinds of things that happen to a name, as the timeline filters them. */
export const TIMELINE_KINDS = [
  { value: "all", label: "All kinds", action: [] },
  {
    value: "sync",
    label: "Found by sync",
    action: [
      "domain.added",
      "domain.learned",
      "domain.changed",
      "domain.contacts_changed",
      "domain.missing",
      "domain.disbelieved",
    ],
  },
  {
    value: "ours",
    label: "Done here",
    action: ["domain.edited", "domain.imported", "domain.assigned"],
  },
] as const satisfies readonly Kind[];

export type TimelineKind = (typeof TIMELINE_KINDS)[number]["value"];

/** The kind an address asks for; all of them where it asks for none we know. */
export const timelineKind = (wanted: string | null) =>
  TIMELINE_KINDS.find(({ value }) => value === wanted) ?? TIMELINE_KINDS[0];
