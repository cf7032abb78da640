import { type AuditQuery, EMPTY_AUDIT_QUERY, writeAuditQuery } from "@/server/audit/schemas";

/** Whether anything is left out of the log; how it is laid out does not count. */
export const isFiltered = (query: AuditQuery): boolean => {
  const { view, limit, cursor } = EMPTY_AUDIT_QUERY;
  return writeAuditQuery({ ...query, view, limit, cursor }).size > 0;
};
