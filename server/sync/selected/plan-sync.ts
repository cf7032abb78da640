import type { ServiceContext } from "../../kernel/context";
import { read } from "../../kernel/transact";
import * as book from "../book/store";
import { syncRules } from "../read-rules";
import type { Way } from "./schemas";
import * as store from "./store";

/** How many names a page of a list is believed to hold. */
const PAGE = 100;

export type PlannedShare = {
  readonly account: book.Account;
  readonly names: number;
  readonly calls: number;
  readonly way: Way;
};

export type SyncPlan = {
  /** When it was made, as the database says it. */
  readonly at: string;
  readonly choice: store.Choice;
  readonly shares: readonly PlannedShare[];
  readonly skipped: number;
  /** Names that were asked for and are not on record. */
  readonly unknown: readonly string[];
};

/** How a choice falls to accounts, and how each share is read with the fewest calls. */
export async function planSync(
  ctx: ServiceContext,
  asked: Omit<store.Choice, "rules">,
  most: number,
): Promise<SyncPlan> {
  const choice = { ...asked, rules: await syncRules(ctx) };
  return read(ctx, async (tx) => {
    const { shares, skipped } = await store.shares(tx, choice, most);
    const { selection } = choice;
    const planned: PlannedShare[] = [];
    for (const share of shares) {
      const account = await book.findAccount(tx, share.accountId);
      planned.push({ account, names: share.names, ...wayOf(ctx, choice, share, account) });
    }
    const unknown = "names" in selection ? await store.unknownNames(tx, selection.names) : [];
    return { at: await store.instantOf(tx), choice, shares: planned, skipped, unknown };
  });
}

/** A list tells of status as well as a call for the name does; the shorter way is taken. */
function wayOf(
  { registrars }: ServiceContext,
  { mode }: store.Choice,
  { names, known }: store.Share,
  account: book.Account,
): { way: Way; calls: number } {
  const gateway = registrars.open(account, "background");
  const can = gateway.ok ? gateway.value.capabilities : null;
  const pages = Math.ceil(known / PAGE);
  if (mode === "status" && can?.list.supported && (pages < names || !can.info.supported))
    return { way: "list", calls: pages };
  return can && !can.info.supported ? { way: "none", calls: 0 } : { way: "names", calls: names };
}
