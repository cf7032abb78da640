import type { Metadata } from "next";
import { cookies } from "next/headers";
import { readAddress } from "@/components/portfolio/address";
import { HydratedLists } from "@/components/portfolio/hydrated-lists";
import { packQueries } from "@/components/portfolio/pack-queries";
import { ROWS_COOKIE, rowsFrom } from "@/components/portfolio/page-size";
import { PortfolioScreen } from "@/components/portfolio/portfolio-screen";
import { portfolioQueries } from "@/components/portfolio/queries";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listDomains } from "@/server/portfolio/list-domains";
import { listViews } from "@/server/views/list-views";
import { overviewOf, partnersOf } from "../shared-reads";

export const metadata: Metadata = { title: "Portfolio" };

const paramsOf = (given: Readonly<Record<string, string | string[] | undefined>>) =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    ),
  );

export default async function PortfolioPage({ searchParams }: PageProps<"/domains">) {
  const ctx = await pageContext("domain.read");
  const rows = rowsFrom((await cookies()).get(ROWS_COOKIE)?.value);
  const address = readAddress(paramsOf(await searchParams));
  const query = address.hasLimit ? address.query : { ...address.query, limit: rows };
  const partner = ctx.scope.all ? query.partner : null;
  const client = getQueryClient();
  // What fails here is asked again by the browser, which shows why.
  const [partners] = await Promise.all([
    holds(ctx.actor, "domain.assign") ? partnersOf(ctx) : null,
    ...[
      client.query({ ...portfolioQueries.list(query), queryFn: () => listDomains(ctx, query) }),
      client.query({
        ...portfolioQueries.overview(partner),
        queryFn: () => overviewOf(ctx, partner),
      }),
      client.query({ ...portfolioQueries.views(), queryFn: () => listViews(ctx) }),
    ].map((wanted: Promise<unknown>) => wanted.catch(() => undefined)),
  ]);

  return (
    <HydratedLists queries={packQueries(client)}>
      <PortfolioScreen
        rows={rows}
        isHouse={ctx.scope.all}
        canConnect={holds(ctx.actor, "account.manage")}
        partners={partners}
      />
    </HydratedLists>
  );
}
