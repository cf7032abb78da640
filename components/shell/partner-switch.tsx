"use client";

import { ChevronDown } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { lazy } from "react";
import { buttonStyle } from "../ui/button-style";
import { cn } from "../ui/cn";
import { OnDemand } from "../ui/on-demand";
import { type PartnerChoice, partnerLines } from "./partner-choice";

const load = () => import("./live-partner-switch");
const LivePartnerSwitch = lazy(async () => ({ default: (await load()).LivePartnerSwitch }));

type PartnerSwitchProps = { partners: readonly PartnerChoice[]; className?: string };

/** Says which partner everything is narrowed to; behind it the choice of another. */
export function PartnerSwitch({ partners, className }: PartnerSwitchProps) {
  const { chosen } = partnerLines(partners, useSearchParams().get("partner"));
  const trigger = (
    <button
      type="button"
      aria-label={`Partner: ${chosen.label}`}
      className={buttonStyle("default", "m", cn("h-7.5 px-2.5 font-normal", className))}
    >
      <span className="max-w-40 truncate">{chosen.label}</span>
      <ChevronDown className="ml-auto" />
    </button>
  );
  return (
    <OnDemand opens="combobox" load={load} trigger={trigger}>
      {(live) => <LivePartnerSwitch partners={partners} trigger={live} />}
    </OnDemand>
  );
}
