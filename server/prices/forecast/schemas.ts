import { z } from "zod";
import { money } from "../schemas";

/** What renewals cost by month, account and currency; `unpriced` names have no price that anybody told. */
export const ForecastDto = z.object({
  months: z.array(z.string()),
  lines: z.array(
    z.object({
      accountId: z.uuid(),
      account: z.string(),
      currency: z.string(),
      names: z.int(),
      minor: z.int(),
      byMonth: z.array(z.object({ names: z.int(), minor: z.int() })),
    }),
  ),
  totals: z.array(
    z.object({
      days: z.int(),
      names: z.int(),
      sums: z.array(money),
      unpriced: z.int(),
    }),
  ),
  unpriced: z.int(),
});
export type ForecastDto = z.infer<typeof ForecastDto>;
