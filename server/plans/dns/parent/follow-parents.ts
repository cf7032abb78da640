import { z } from "zod";
import { hostsAtParent } from "../../../dns/parent";
import type { ServiceContext } from "../../../kernel/context";
import { transact } from "../../../kernel/transact";
import { hostSet } from "../../../operations/evidence";
import * as store from "./store";

const TAKEN_TOGETHER = 100;
const BATCH_MS = 20_000;
const HOUR_MS = 3_600_000;

const Wanted = z.object({ nameservers: z.array(z.string()) });

/**
 * Looks whether the zone above has the nameservers that were set at the registrar. It proves nothing that is not
 * proven already: a change is complete when its registrar shows it, and this merely tells that the world sees it too.
 *
 * @param deadline epoch milliseconds after which nothing further begins
 * @returns how many names were seen
 */
export async function followParents(
  ctx: ServiceContext,
  deadline: number,
  ending?: AbortSignal,
): Promise<number> {
  let seen = 0;
  while (Date.now() < deadline && !ending?.aborted) {
    const due = await transact(ctx, (tx) => store.claim(tx, TAKEN_TOGETHER));
    if (due.length === 0) break;
    const look = ctx.dns.look(Math.min(BATCH_MS, deadline - Date.now()), ending);
    const turns = await Promise.all(
      due.map(async (row): Promise<store.Turn> => {
        const { planId, position } = row;
        if (row.finishedAt === null || row.state !== "completed")
          return { planId, position, isSeen: false, againInSeconds: waitForChange(row) };
        const told = await hostsAtParent(look, row.name);
        const { nameservers } = Wanted.parse(row.after);
        if (told.ok && hostSet(told.value) === hostSet(nameservers))
          return { planId, position, isSeen: true, againInSeconds: null };
        const ageMs = Date.now() - Date.parse(row.finishedAt);
        return { planId, position, isSeen: false, againInSeconds: againSeconds(ageMs) };
      }),
    );
    await transact(ctx, (tx) => store.save(tx, turns));
    seen += turns.filter(({ isSeen }) => isSeen).length;
  }
  return seen;
}

const OPEN_SECONDS = 15;

/** What failed is never looked for; what is open, a little later. */
const waitForChange = ({ finishedAt }: store.DueRow): number | null =>
  finishedAt === null ? OPEN_SECONDS : null;

/** Registries publish within minutes, some within hours; after two days nobody looks any more. */
function againSeconds(ageMs: number): number | null {
  if (ageMs < HOUR_MS / 6) return 30;
  if (ageMs < 2 * HOUR_MS) return 300;
  return ageMs < 48 * HOUR_MS ? 3_600 : null;
}
