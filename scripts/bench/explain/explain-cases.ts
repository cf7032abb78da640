import type { ServiceContext } from "@/server/kernel/context";
import { writeCursor } from "@/server/portfolio/cursor";
import { listDomains } from "@/server/portfolio/list-domains";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { contextFor } from "@/server/testing/context";
import type { Asker, Case } from "./cases";
import { type Cost, costOf } from "./cost";
import type { Watched } from "./plans";

export type Explained = { readonly label: string; readonly cost: Cost };

const SOME_ID = "80000000-0000-4000-8000-000000000000";

/** A page from the midst of the list, as its readers would have come to it. */
export function fromTheMidst({ asker, query }: Case, todayOn: string): PortfolioQuery {
  const { from, to } = daysOf(query, todayOn);
  const midst = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString().slice(0, 10);
  const key = query.sort === "name" ? "lamo" : midst;
  const cursor = writeCursor({ key, id: SOME_ID, isBack: false }, query, asker.partnerId ?? "*");
  return { ...query, cursor };
}

/** The days a list reaches over, as far as it is limited; else the coming year, where nearly all are. */
function daysOf({ renewFrom, renewTo, renewWithin }: PortfolioQuery, todayOn: string) {
  const after = (days: number) =>
    new Date(Date.parse(todayOn) + days * 86_400_000).toISOString().slice(0, 10);
  return { from: renewFrom ?? todayOn, to: renewTo ?? after(renewWithin ?? 365) };
}

const contextOf = (watched: Watched, { partnerId }: Asker, todayOn: string): ServiceContext =>
  contextFor(watched.db, partnerId === null ? { role: "staff" } : { role: "customer", partnerId }, {
    now: () => new Date(`${todayOn}T12:00:00Z`),
  });

/** Asks for the first page and for one from the midst of each case, the way the product does, and tells what each took. */
export async function* explainCases(
  watched: Watched,
  cases: readonly Case[],
  todayOn: string,
): AsyncGenerator<Explained> {
  for (const one of cases) {
    const ctx = contextOf(watched, one.asker, todayOn);
    for (const [depth, query] of [
      ["first", one.query],
      ["midst", fromTheMidst(one, todayOn)],
    ] as const) {
      watched.take();
      await listDomains(ctx, query);
      yield { label: `${one.label} (${depth})`, cost: costOf(watched.take()) };
    }
  }
}
