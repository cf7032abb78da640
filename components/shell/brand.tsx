import type { Route } from "next";
import Link from "next/link";

/** The product's tile and name; leads home. */
export function Brand({ href }: { href: Route }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-8 items-center gap-2 rounded-s px-2 text-14 font-semibold tracking-tight text-ink no-underline"
    >
      <span
        aria-hidden="true"
        className="grid size-5 place-items-center rounded-s bg-accent font-mono text-12 font-semibold text-accent-ink"
      >
        n
      </span>
      Namekeep
    </Link>
  );
}
