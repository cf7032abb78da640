"use client";

import { Menu as MenuIcon } from "lucide-react";
import { lazy } from "react";
import { IconButton } from "../ui/icon-button";
import { OnDemand } from "../ui/on-demand";
import type { PartnerChoice } from "./partner-choice";

const load = () => import("./live-phone-navigation");
const LivePhoneNavigation = lazy(async () => ({ default: (await load()).LivePhoneNavigation }));

/** The sidebar's content behind a button, where there is no room for the sidebar. */
export function PhoneNavigation({ partners }: { partners: readonly PartnerChoice[] | undefined }) {
  return (
    <OnDemand
      opens="dialog"
      load={load}
      trigger={
        <IconButton label="Open the navigation" icon={<MenuIcon />} className="-ml-2 lg:hidden" />
      }
    >
      {(live) => <LivePhoneNavigation partners={partners} trigger={live} />}
    </OnDemand>
  );
}
