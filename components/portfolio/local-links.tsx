"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { moveTo } from "./use-address";

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** The link to this same page that a click fell on. */
function localLink(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.hasAttribute("download")) return null;
  const { origin, pathname } = window.location;
  return link.origin === origin && link.pathname === pathname && !link.hash ? link : null;
}

/**
 * Links inside that lead to another view of this page only change the address. They stay links: to be
 * copied, opened in a new tab, followed without scripts.
 */
export function LocalLinks({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = area.current;
    const onClick = (event: MouseEvent) => {
      const link = isPlain(event) ? localLink(event) : null;
      if (!link) return;
      event.preventDefault();
      moveTo(link.href);
    };
    element?.addEventListener("click", onClick, true);
    return () => element?.removeEventListener("click", onClick, true);
  }, []);

  return <div ref={area}>{children}</div>;
}
