import { CircleAlert, CirclePlus, Pencil, RefreshCw, TriangleAlert } from "lucide-react";
import type { AuditEntryDto } from "@/server/audit/schemas";
import { cn } from "../ui/cn";

const LOOK = {
  "domain.added": { icon: CirclePlus, tone: "text-info", word: "New" },
  "domain.learned": { icon: RefreshCw, tone: "text-info", word: "Read" },
  "domain.changed": { icon: TriangleAlert, tone: "text-warn", word: "Change found" },
  "domain.contacts_changed": { icon: TriangleAlert, tone: "text-warn", word: "Change found" },
  "domain.missing": { icon: CircleAlert, tone: "text-bad", word: "Missing" },
  "domain.disbelieved": { icon: TriangleAlert, tone: "text-warn", word: "Not believed" },
} as const;

const isFound = (action: string): action is keyof typeof LOOK => action in LOOK;

/** The kind of a line at a glance; the word is for those who do not see it. */
export function TimelineIcon({ entry }: { entry: AuditEntryDto }) {
  const { action } = entry;
  const {
    icon: Icon,
    tone,
    word,
  } = isFound(action) ? LOOK[action] : { icon: Pencil, tone: "text-ink-3", word: "Done here" };
  return (
    <>
      <Icon className={cn("mt-0.75 size-3.5!", tone)} />
      <span className="sr-only">{word}: </span>
    </>
  );
}
