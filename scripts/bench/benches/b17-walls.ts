import { sql } from "drizzle-orm";
import postgres from "postgres";
import { again, connect } from "@/db/client";
import { lookInTenant } from "@/db/look";
import { type Arena, LARGE } from "../arena";
import { FIRST_PAGE } from "../floor/query";
import { median, quantile } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B17");
const TURNS = 400;

/** The first page asked plainly, and as the product does: in a transaction that opens the walls. */
export async function b17(arena: Arena): Promise<Figure[]> {
  const { adminUrl, appUrl, houses } = await arena.field(LARGE);
  const partner = houses.partners[0]?.id ?? "";
  const open = postgres(adminUrl, { max: 1 });
  const { db, close } = connect(appUrl, 1);
  const [before = "", after = ""] = FIRST_PAGE.split("$1");
  const asked = sql`${sql.raw(before)}${partner}${sql.raw(after)}`;
  const plainly = () => open.unsafe(FIRST_PAGE, [partner], { prepare: true });
  const within = () => lookInTenant(db, partner, (tx) => again(tx, asked));
  try {
    const [same, wanted] = [await within(), await plainly()];
    if (JSON.stringify(same) !== JSON.stringify(wanted))
      throw new Error("B17: the walls show other rows.");
    const rounds: { inside: number; outside: number }[] = [];
    for (let round = 0; round < arena.rounds; round += 1)
      rounds.push({ inside: await p50(within), outside: await p50(plainly) });
    const inside = median(rounds.map((round) => round.inside));
    const outside = median(rounds.map((round) => round.outside));
    return [
      line({
        what: "first page in the database behind the walls: p50; floor without them",
        ours: inside,
        unit: "ms",
        floor: outside,
      }),
      line({
        what: "cost of the walls: p50 less p50",
        ours: inside - outside,
        unit: "ms",
        atMost: 0.3,
      }),
    ];
  } finally {
    await Promise.all([open.end(), close()]);
  }
}

async function p50(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
  return quantile(times, 0.5);
}
