"use client";

import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { moveTo } from "../portfolio/use-address";
import { type PriceAddress, type PricePatch, priceHref, readPriceAddress } from "./address";

export type PriceNavigation = PriceAddress & {
  /** The same view with something changed. A change of what is listed starts from the first page. */
  readonly href: (patch: PricePatch) => Route;
  readonly go: (patch: PricePatch, how?: "push" | "replace") => void;
};

const OPENS = new Set(["alert", "tld", "name", "cursor", "scale"]);

/** The address bar as the one place where the page's tab, filters and open parts stand. */
export function usePriceAddress(): PriceNavigation {
  const params = useSearchParams();
  return useMemo(() => {
    const address = readPriceAddress(new URLSearchParams(params));
    const href = (patch: PricePatch) => {
      const isSameList = Object.keys(patch).every((key) => OPENS.has(key));
      return priceHref({ ...address, ...(isSameList ? {} : { cursor: null }), ...patch });
    };
    return { ...address, href, go: (patch, how) => moveTo(href(patch), how) };
  }, [params]);
}
