"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { moveTo } from "../portfolio/use-address";
import { type AuditAddress, type AuditPatch, auditHref, readAuditAddress } from "./address";

/** The address bar as the one place where the log's filters, page and open entry stand. */
export function useAuditAddress(): AuditAddress {
  const params = useSearchParams();
  return useMemo(() => {
    const address = readAuditAddress(params);
    const href = (patch: AuditPatch) => auditHref(address.query, patch);
    return { ...address, href, go: (patch, how) => moveTo(href(patch), how) };
  }, [params]);
}
