"use client";

import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo, useRef, useSyncExternalStore } from "react";
import { type Address, hrefOf, type Patch, readAddress } from "./address";

type Navigate = {
  /** The same list with something changed. */
  href: (patch?: Patch) => Route;
  go: (patch: Patch, how?: "push" | "replace") => void;
};

const MOVED = "namekeep:moved";

/** Moves to an address of this page without asking the server for the page: the list asks for its rows itself. */
export function moveTo(href: string, how: "push" | "replace" = "push"): void {
  if (how === "push") window.history.pushState(null, "", href);
  else window.history.replaceState(null, "", href);
  window.dispatchEvent(new Event(MOVED));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(MOVED, onChange);
  window.addEventListener("popstate", onChange);
  return () => {
    window.removeEventListener(MOVED, onChange);
    window.removeEventListener("popstate", onChange);
  };
}

/**
 * The query of the address bar, at once: the router tells it only when it finds time, and a box that was
 * clicked would jump back until then. On the way to another page it stays what it was.
 */
function useQueryText(): string {
  const pathname = usePathname();
  const told = useSearchParams().toString();
  const last = useRef(told);
  const snapshot = () => {
    if (window.location.pathname === pathname) last.current = window.location.search.slice(1);
    return last.current;
  };
  return useSyncExternalStore(subscribe, snapshot, () => told);
}

/**
 * The address bar as the one place where filter, order and page stand.
 *
 * @param rows rows per page that this person likes, where the address does not say
 */
export function useAddress(rows: number): Address & Navigate {
  const text = useQueryText();
  return useMemo(() => {
    const address = readAddress(new URLSearchParams(text));
    const href = (patch?: Patch) => hrefOf(address.query, patch, address.view);
    return {
      ...address,
      query: address.hasLimit ? address.query : { ...address.query, limit: rows },
      href,
      go: (patch, how) => moveTo(href(patch), how),
    };
  }, [text, rows]);
}
