"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type TableRegionProps = { label: string; busy: boolean; children: ReactNode };

/**
 * The frame around a table. While the table fits, the frame neither scrolls nor takes focus, which lets a sticky head
 * hold to the page; once it does not fit, the frame scrolls sideways and can be reached by keyboard.
 */
export function TableRegion({ label, busy, children }: TableRegionProps) {
  const frame = useRef<HTMLElement>(null);
  const [fits, setFits] = useState(false);

  useEffect(() => {
    const element = frame.current;
    const table = element?.firstElementChild;
    if (!element || !table) return;
    const observer = new ResizeObserver(() => setFits(table.scrollWidth <= element.clientWidth));
    observer.observe(element);
    observer.observe(table);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={frame}
      aria-label={label}
      aria-busy={busy || undefined}
      data-fits={fits || undefined}
      {...(fits ? {} : { tabIndex: 0 })}
      className="group/region relative overflow-x-auto focus-visible:-outline-offset-2 data-[fits]:overflow-x-visible"
    >
      {children}
    </section>
  );
}
