"use client";

import dynamic from "next/dynamic";
import { LocalLinks } from "../portfolio/local-links";
import { PageHeader } from "../shell/page-header";
import { PageTabs } from "../shell/page-tabs";
import { SkeletonBlock } from "../ui/skeleton";
import type { PriceTab } from "./address";
import { AlertsTab } from "./alerts-tab";
import { AskNow } from "./ask-now";
import { usePriceAddress } from "./use-price-address";

const loading = () => <SkeletonBlock label="Loading" lines={8} />;
const EndingsTab = dynamic(() => import("./endings-tab").then((module) => module.EndingsTab), {
  loading,
});
const NamesTab = dynamic(() => import("./names-tab").then((module) => module.NamesTab), {
  loading,
});
const RulesTab = dynamic(() => import("./rules-tab").then((module) => module.RulesTab), {
  loading,
});

const TABS: readonly { tab: PriceTab; label: string }[] = [
  { tab: "alerts", label: "Alerts" },
  { tab: "endings", label: "TLD prices" },
  { tab: "names", label: "My names’ quotes" },
  { tab: "rules", label: "Rules" },
];

/** What registrars charge, how that moved, and what it makes of the names kept here. */
export function PricesScreen({
  fresh,
  canEnter,
}: {
  fresh: number | undefined;
  canEnter: boolean;
}) {
  const address = usePriceAddress();
  return (
    <LocalLinks>
      <PageHeader
        title="Prices"
        facts="what registrars charge for a year, before taxes"
        actions={<AskNow />}
      />
      <PageTabs
        label="Prices"
        tabs={TABS.map(({ tab, label }) => ({
          label,
          href: address.href({
            tab,
            q: null,
            state: [],
            alert: null,
            tld: null,
            name: null,
            sort: "tld",
            down: false,
            scale: "linear",
          }),
          current: tab === address.tab,
          ...(tab === "alerts" && fresh ? { count: fresh } : {}),
        }))}
      />
      {address.tab === "alerts" && <AlertsTab address={address} />}
      {address.tab === "endings" && <EndingsTab address={address} canEnter={canEnter} />}
      {address.tab === "names" && <NamesTab address={address} />}
      {address.tab === "rules" && <RulesTab />}
    </LocalLinks>
  );
}
