import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import { filterOf } from "../portfolio/filter";
import { EMPTY_QUERY } from "../portfolio/query";
import type { RenewalsDto } from "./schemas";
import * as store from "./store";

const MONTHS = 12;

/** The first day of the month that lies so many months after that of `day`. */
function monthStart(day: string, later: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
}

/** How many names are to be renewed in each of the next twelve months, this one among them. */
export async function readRenewals(
  ctx: ServiceContext,
  { partner }: { readonly partner: string | null },
): Promise<RenewalsDto> {
  authorize(ctx.actor, "domain.read");
  const day = today(ctx.now());
  const { side } = filterOf(ctx.scope, { ...EMPTY_QUERY, partner }, day);
  const rows = await read(ctx, (tx) => store.renewals(tx, side, day, monthStart(day, MONTHS)));
  const names = new Map(rows.map((row) => [row.month, row.names]));
  return {
    overdue: names.get(null) ?? 0,
    months: Array.from({ length: MONTHS }, (_, later) => {
      const month = monthStart(day, later).slice(0, 7);
      return { month, names: names.get(month) ?? 0 };
    }),
  };
}
