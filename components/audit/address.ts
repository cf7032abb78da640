import type { Route } from "next";
import { type AuditQuery, readAuditQuery, writeAuditQuery } from "@/server/audit/schemas";

const OPEN = "entry";

export type AuditPatch = Partial<AuditQuery> & { readonly entry?: string | null };

export type AuditAddress = {
  readonly query: AuditQuery;
  readonly problems: ReturnType<typeof readAuditQuery>["problems"];
  /** The entry whose drawer is open. */
  readonly entry: string | null;
  readonly href: (patch: AuditPatch) => Route;
  readonly go: (patch: AuditPatch, how?: "push" | "replace") => void;
};

/** Reads the log's address: its query, and which entry is open. */
export function readAuditAddress(params: URLSearchParams) {
  const rest = new URLSearchParams(params);
  rest.delete(OPEN);
  return { ...readAuditQuery(rest), entry: params.get(OPEN) };
}

/** Another address of the log. Whatever changes the list starts it from its first page. */
export function auditHref(query: AuditQuery, { entry = null, ...patch }: AuditPatch): Route {
  const isSameList = Object.keys(patch).length === 0;
  const next = writeAuditQuery({ ...query, ...(isSameList ? {} : { cursor: null }), ...patch });
  if (entry) next.set(OPEN, entry);
  const text = next.toString();
  return (text ? `/audit?${text}` : "/audit") as Route;
}
