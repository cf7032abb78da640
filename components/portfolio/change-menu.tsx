"use client";

import { lazy } from "react";
import type { PlanAsked } from "../plans/start/plan-dialog";
import { BulkAction } from "../ui/bulk-bar";
import { OnDemand } from "../ui/on-demand";

const load = () => import("./live-change-menu");
const LiveChangeMenu = lazy(async () => ({ default: (await load()).LiveChangeMenu }));

/** What of the chosen names can be changed at their registrars. */
export function ChangeMenu({ onAsk }: { onAsk: (asked: PlanAsked) => void }) {
  return (
    <OnDemand opens="menu" load={load} trigger={<BulkAction>Change…</BulkAction>}>
      {(live) => <LiveChangeMenu trigger={live} onAsk={onAsk} />}
    </OnDemand>
  );
}
