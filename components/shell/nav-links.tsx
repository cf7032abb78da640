"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { NavIcon } from "./nav-icon";
import { type NavEntry, placeOf, withPartner } from "./navigation";
import { useShell } from "./shell-context";

/** The places of the console in their groups, with what waits at each. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const { navigation } = useShell();
  const here = placeOf(navigation, usePathname())?.entry;
  return (
    <nav aria-label="Main">
      {navigation.map(({ label, entries }) => (
        <div key={label ?? "top"}>
          {label && (
            <p aria-hidden="true" className="px-2 pt-4 pb-1 text-12 text-ink-3">
              {label}
            </p>
          )}
          <ul aria-label={label} className="grid gap-0.5">
            {entries.map((entry) => (
              <li key={entry.href}>
                <NavLink entry={entry} current={entry === here} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

type NavLinkProps = { entry: NavEntry; current: boolean; onNavigate: (() => void) | undefined };

function NavLink({ entry, current, onNavigate }: NavLinkProps) {
  const partner = useSearchParams().get("partner");
  return (
    <Link
      href={withPartner(entry.href, partner)}
      aria-current={current ? "page" : undefined}
      onNavigate={() => onNavigate?.()}
      className={cn("place", current && "bg-accent-soft font-medium text-ink hover:bg-accent-soft")}
    >
      <NavIcon name={entry.icon} />
      {entry.label}
      {entry.count !== undefined && entry.count > 0 && (
        <span className={cn("ml-auto text-12 font-medium", entry.hot ? "text-bad" : "text-ink-3")}>
          {formatCount(entry.count)}
          {entry.hot && <span className="sr-only"> to look at</span>}
        </span>
      )}
    </Link>
  );
}
