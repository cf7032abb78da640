"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { moveTo } from "../portfolio/use-address";
import {
  type OperationsAddress,
  type OperationsPatch,
  operationsHref,
  readOperationsAddress,
} from "./address";

/** The address bar as the one place where the list's filters, page and open change stand. */
export function useOperationsAddress(): OperationsAddress {
  const params = useSearchParams();
  return useMemo(() => {
    const address = readOperationsAddress(new URLSearchParams(params));
    const href = (patch: OperationsPatch) => operationsHref(address.query, patch);
    return { ...address, href, go: (patch, how) => moveTo(href(patch), how) };
  }, [params]);
}
