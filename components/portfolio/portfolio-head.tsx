"use client";

import { Download } from "lucide-react";
import type { PortfolioOverview, PortfolioQuery } from "@/server/portfolio/schemas";
import { writePortfolioQuery } from "@/server/portfolio/schemas";
import { PageHeader } from "../shell/page-header";
import { AgeText } from "../ui/age-text";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { formatCount } from "../ui/numbers";

type PortfolioHeadProps = { overview: PortfolioOverview | undefined; query: PortfolioQuery };

const plural = (count: number, word: string) =>
  `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;

/** What the page is, how much there is and how fresh, and the file of what one sees. */
export function PortfolioHead({ overview, query }: PortfolioHeadProps) {
  return (
    <PageHeader
      title="Portfolio"
      facts={overview && <Facts {...overview} />}
      actions={<ExportMenu query={query} />}
    />
  );
}

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

/** A plain download: the browser shows its progress and can break it off. */
function ExportMenu({ query }: { query: PortfolioQuery }) {
  const start = (profile: "spreadsheet" | "raw") => {
    const params = writePortfolioQuery({ ...query, cursor: null, limit: 50 });
    params.set("profile", profile);
    window.location.assign(`/api/v1/domains/export?${params}`);
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download /> Export
        </Button>
      }
    >
      <MenuItem onSelect={() => start("spreadsheet")} hint="CSV">
        For a spreadsheet
      </MenuItem>
      <MenuItem onSelect={() => start("raw")} hint="CSV">
        Exactly as stored
      </MenuItem>
    </Menu>
  );
}
