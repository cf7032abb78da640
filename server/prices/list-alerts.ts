import { z } from "zod";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import type { PriceAlertListDto } from "./alerts/schemas";
import { cheaperThan } from "./cheaper";
import { unicodeOf } from "./ending";
import * as page from "./page/store";
import type { AlertQuery } from "./queries";

const Position = z.object({ noticedAt: z.string(), id: z.string() });

/** Price alerts, the newest first, each with where it is cheaper and who was told. */
export async function listAlerts(
  ctx: ServiceContext,
  query: AlertQuery,
): Promise<PriceAlertListDto> {
  authorize(ctx.actor, "price.read");
  const list = `price alerts|${query.state.join()}`;
  const before = query.cursor ? Position.parse(openCursor(query.cursor, list)) : null;
  return read(ctx, async (tx) => {
    const found = await page.listAlerts(tx, {
      states: query.state,
      before,
      most: query.limit + 1,
    });
    const shown = found.slice(0, query.limit);
    const cheaper = await cheaperThan(tx, shown, ctx.now());
    const counts = await page.countAlerts(tx);
    const last = shown.at(-1);
    return {
      rows: shown.map(
        (row) => ({ ...row, ...unicodeOf(row), cheaper: cheaper.get(row.id) ?? null }) as never,
      ),
      counts: { new: counts.new ?? 0, seen: counts.seen ?? 0, decided: counts.decided ?? 0 },
      nextCursor:
        found.length > shown.length && last
          ? signCursor({ noticedAt: last.noticedAt, id: last.id }, list)
          : null,
    };
  });
}
