"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { startPriceSyncAction } from "@/server/actions/prices";
import type { PriceSyncDto } from "@/server/prices/runs/schemas";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";

const MOST_CALLS = 50;

/** Asks until nothing is left: each call lasts a few seconds. */
async function askAll(accountId: string | undefined): Promise<PriceSyncDto> {
  let told = await settled<PriceSyncDto>(startPriceSyncAction({ accountId }));
  let { changed, alerts, first } = sumOf(told);
  for (let calls = 1; told.continued && calls < MOST_CALLS; calls += 1) {
    told = await settled<PriceSyncDto>(startPriceSyncAction({ accountId }));
    const more = sumOf(told);
    changed += more.changed;
    alerts += more.alerts;
    first += more.first;
  }
  const [one, ...rest] = told.accounts;
  return one
    ? { ...told, accounts: [{ ...one, changed, alerts, first }, ...rest.map(quiet)] }
    : told;
}

const quiet = (account: PriceSyncDto["accounts"][number]) => ({
  ...account,
  changed: 0,
  alerts: 0,
  first: 0,
});

const sumOf = ({ accounts }: PriceSyncDto) => ({
  changed: accounts.reduce((sum, one) => sum + one.changed, 0),
  alerts: accounts.reduce((sum, one) => sum + one.alerts, 0),
  first: accounts.reduce((sum, one) => sum + one.first, 0),
});

/** What asking came to, in words. */
function summary(told: PriceSyncDto): string {
  const { changed, alerts, first } = sumOf(told);
  const failed = told.accounts.filter(
    ({ outcome }) => outcome === "failed" || outcome === "partial",
  );
  const parts = [
    changed === 0 ? "No price moved." : `${changed} prices moved, ${alerts} beyond your rules.`,
    ...(first > 0 ? [`${first} prices were told for the first time.`] : []),
    ...failed.map(({ account, reason }) =>
      `${account}: ${reason ?? "some questions failed"}.`.replace("..", "."),
    ),
  ];
  return parts.join(" ");
}

/** Asks registrars what everything costs, now. */
export function AskNow({ accountId, size }: { accountId?: string; size?: "s" }) {
  const client = useQueryClient();
  const toast = useToast();
  const ask = useMutation({
    mutationFn: () => askAll(accountId),
    onSuccess: (told) => toast({ title: "Prices asked for", description: summary(told) }),
    onError: (error) =>
      toast({ title: "Prices could not be asked for", description: error.message, tone: "bad" }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["prices"] }),
  });
  return (
    <Button {...(size ? { size } : {})} pending={ask.isPending} onClick={() => ask.mutate()}>
      Ask for prices now
    </Button>
  );
}
