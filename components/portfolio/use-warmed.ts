"use client";

import { useEffect } from "react";

/** Signs that somebody is there who may press something next. */
const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;

const atLeisure = (run: () => void): void => {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run);
  else setTimeout(run, 200);
};

/**
 * Fetches code that hands need at the first sign of a hand: not with the page, whose first view needs none of it, and
 * not when something is pressed, which would have to wait for it.
 *
 * @param load the same function each time
 */
export function useWarmed(load: () => Promise<unknown>): void {
  useEffect(() => {
    const end = new AbortController();
    const warm = () => {
      end.abort();
      // A failure here is told where the code is needed, which asks again.
      atLeisure(() => void load().catch(() => undefined));
    };
    for (const sign of SIGNS)
      window.addEventListener(sign, warm, { passive: true, signal: end.signal });
    return () => end.abort();
  }, [load]);
}
