"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellOff, SearchX } from "lucide-react";
import { useRef } from "react";
import type { PriceAlertListDto } from "@/server/prices/alerts/schemas";
import { Told } from "../query/told";
import { useRowKeys } from "../shell/use-row-keys";
import { Card } from "../ui/card";
import { Chip } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { NewestFirst } from "../ui/newest-first";
import { formatCount } from "../ui/numbers";
import { AlertDrawer } from "./alert-drawer";
import { AlertsTable } from "./alerts-table";
import { priceQueries } from "./queries";
import type { PriceNavigation } from "./use-price-address";
import { ALERT_STATE_WORDS } from "./words";

const STATES = ["new", "seen", "decided"] as const;

/** Moves of prices that a rule found worth telling. */
export function AlertsTab({ address }: { address: PriceNavigation }) {
  const area = useRef<HTMLDivElement>(null);
  const { state, cursor } = address;
  const list = useQuery({
    ...priceQueries.alerts({ state: [...state], limit: 50, cursor }),
    placeholderData: keepPreviousData,
  });
  useRowKeys(area);
  const open = list.data?.rows.find(({ id }) => id === address.alert);
  return (
    <div ref={area}>
      <fieldset className="mb-3 flex flex-wrap gap-2">
        <legend className="sr-only">State</legend>
        {STATES.map((one) => (
          <Chip
            key={one}
            active={state.includes(one)}
            aria-pressed={state.includes(one)}
            onClick={() => address.go({ state: state.includes(one) ? [] : [one] })}
          >
            {ALERT_STATE_WORDS[one]} {list.data && formatCount(list.data.counts[one] ?? 0)}
          </Chip>
        ))}
      </fieldset>
      <Card padded={false}>
        <Told what="alerts" query={list} lines={6}>
          {(told) => <Alerts list={told} isBusy={list.isPlaceholderData} address={address} />}
        </Told>
      </Card>
      {open && (
        <AlertDrawer
          key={open.id}
          alert={open}
          onClose={() => address.go({ alert: null }, "replace")}
        />
      )}
    </div>
  );
}

type AlertsProps = { list: PriceAlertListDto; isBusy: boolean; address: PriceNavigation };

function Alerts({ list, isBusy, address }: AlertsProps) {
  if (list.rows.length === 0) return <NoAlerts list={list} address={address} />;
  return (
    <>
      <AlertsTable alerts={list.rows} isBusy={isBusy} address={address} />
      <NewestFirst
        shown={list.rows.length}
        what="alerts"
        firstHref={address.cursor ? address.href({ cursor: null }) : null}
        nextHref={list.nextCursor ? address.href({ cursor: list.nextCursor }) : null}
      />
    </>
  );
}

function NoAlerts({ list, address }: Omit<AlertsProps, "isBusy">) {
  const all = Object.values(list.counts).reduce((sum, count) => sum + count, 0);
  if (all > 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No alert is in this state."
        action={<LinkButton href={address.href({ state: [] })}>Show all alerts</LinkButton>}
      />
    );
  return (
    <EmptyState
      icon={<BellOff />}
      title="No price has moved beyond your rules."
      action={<LinkButton href={address.href({ tab: "rules" })}>Look at the rules</LinkButton>}
    >
      The first price of everything is stored silently. From then on a move of 10 % and of 1.00 in
      its currency, up or down, is told here, unless your rules say otherwise.
    </EmptyState>
  );
}
