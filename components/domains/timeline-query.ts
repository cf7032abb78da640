import type { AuditQuery } from "@/server/audit/schemas";
import { type TimelineKind, timelineKind } from "./timeline-kinds";

const PAGE = 20;

/** What the timeline of a domain asks of the log. */
export const timelineQuery = (domainId: string, kind: TimelineKind): Partial<AuditQuery> => ({
  kind: "domain",
  object: domainId,
  action: [...timelineKind(kind).action],
  view: "entries",
  limit: PAGE,
});
