"use client";

import { Download } from "lucide-react";
import { memo } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { writePortfolioQuery } from "@/server/portfolio/query";
import type { PortfolioOverview } from "@/server/portfolio/schemas";
import { PageHeader } from "../shell/page-header";
import { AgeText } from "../ui/age-text";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";
import { formatCount } from "../ui/numbers";
import { withQuery } from "../ui/with-query";
import { PopoverOnDemand } from "./popover-on-demand";

type PortfolioHeadProps = { overview: PortfolioOverview | undefined; query: PortfolioQuery };

const plural = (count: number, word: string) =>
  `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;

/** What the page is, how much there is and how fresh, and the file of what one sees. */
export const PortfolioHead = memo(function PortfolioHead({ overview, query }: PortfolioHeadProps) {
  return (
    <PageHeader
      title="Portfolio"
      facts={overview && <Facts {...overview} />}
      actions={
        <>
          <ExportMenu query={query} />
          <LinkButton
            href={withQuery("/domains/register", { partner: query.partner })}
            prefetch={false}
          >
            Register…
          </LinkButton>
        </>
      }
    />
  );
});

function Facts({ names, accounts, checkedAt }: PortfolioOverview) {
  if (names === 0) return null;
  return (
    <>
      {plural(names, "name")} · {plural(accounts, "account")}
      {checkedAt && (
        <>
          {" "}
          · checked <AgeText value={checkedAt} />
        </>
      )}
    </>
  );
}

const FORMS = [
  { profile: "spreadsheet", label: "For a spreadsheet", note: "Nothing in it acts as a formula." },
  { profile: "raw", label: "Exactly as stored", note: "For other programs." },
] as const;

function fileHref(query: PortfolioQuery, profile: string): string {
  const params = writePortfolioQuery({ ...query, cursor: null, limit: 50 });
  params.set("profile", profile);
  return `/api/v1/domains/export?${params}`;
}

/** Plain downloads of what one sees: the browser shows their progress and can break them off. */
function ExportMenu({ query }: { query: PortfolioQuery }) {
  return (
    <PopoverOnDemand
      title="Export these names as CSV"
      align="end"
      trigger={
        <Button>
          <Download /> Export
        </Button>
      }
    >
      <ul className="grid gap-2">
        {FORMS.map(({ profile, label, note }) => (
          <li key={profile}>
            <a href={fileHref(query, profile)} download className="link">
              {label}
            </a>
            <p className="text-12 text-ink-3">{note}</p>
          </li>
        ))}
      </ul>
    </PopoverOnDemand>
  );
}
