"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { type Crumb, crumbsOf, withPartner } from "./navigation";
import { useShell } from "./shell-context";

/** Where the page lies. Told by the navigation and the address, so it is there at the first paint. */
export function Breadcrumb() {
  const { navigation, crumb } = useShell();
  const crumbs = crumbsOf(navigation, usePathname(), crumb);
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex items-center gap-1 text-ink-2">
        {crumbs.slice(0, -1).map((above) => (
          <li key={above.label} className="flex gap-1 whitespace-nowrap max-sm:hidden">
            <CrumbAbove {...above} />
            <span aria-hidden="true">/</span>
          </li>
        ))}
        {crumbs.slice(-1).map(({ label }) => (
          <li key={label} aria-current="page" className="truncate font-medium text-ink">
            {label}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function CrumbAbove({ label, href }: Crumb) {
  const partner = useSearchParams().get("partner");
  if (!href) return label;
  return (
    <Link
      href={withPartner(href, partner)}
      className="rounded-[2px] text-ink-2 no-underline hover:text-ink hover:underline"
    >
      {label}
    </Link>
  );
}

/** The page's own word for its last crumb, where the address ends in an id. */
export function CrumbLabel({ label }: { label: string }) {
  const { setCrumb } = useShell();
  useEffect(() => {
    setCrumb(label);
    return () => setCrumb(undefined);
  }, [label, setCrumb]);
  return null;
}
