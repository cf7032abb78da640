import type { Route } from "next";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { LinkButton } from "./link-button";

type PaginationProps = {
  /** "1–50 of 1,284", with "≈" while the total is an estimate. */
  summary: ReactNode;
  previousHref?: Route | undefined;
  nextHref?: Route | undefined;
  /** Rows per page and the like, beside the buttons. */
  extra?: ReactNode;
};

/** The foot of a list. An end of the list is a dimmed word, not a link that goes nowhere. */
export function Pagination({ summary, previousHref, nextHref, extra }: PaginationProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-2 border-line border-t px-3.5 py-2.5 text-ink-2"
    >
      <span>{summary}</span>
      <span className="flex items-center gap-2">
        {extra}
        <Step href={previousHref} rel="prev">
          Previous
        </Step>
        <Step href={nextHref} rel="next">
          Next
        </Step>
      </span>
    </nav>
  );
}

type StepProps = { href: Route | undefined; rel: "prev" | "next"; children: string };

function Step({ href, rel, children }: StepProps) {
  if (href)
    return (
      <LinkButton href={href} rel={rel} prefetch={false}>
        {children}
      </LinkButton>
    );
  return (
    <span aria-disabled="true" className={buttonStyle("default", "m", "hover:bg-panel")}>
      {children}
    </span>
  );
}
