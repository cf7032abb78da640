"use client";

import type { ReactNode } from "react";
import type { OperationDto } from "@/server/operations/schemas";
import { sentenceList } from "../domains/words";
import { DateText } from "../ui/date-text";
import { formatMoney } from "../ui/numbers";

type Asked = Pick<OperationDto, "kind" | "params">;

const yearsText = (years: unknown) => `${years} ${years === 1 ? "year" : "years"}`;

const priceOf = ({ expectedPriceMinor, currency }: OperationDto["params"]): string | null =>
  typeof expectedPriceMinor === "number" && typeof currency === "string"
    ? formatMoney(expectedPriceMinor, currency)
    : null;

/** What one change is to bring about, in a few words. */
export function ChangeText({ kind, params }: Asked): ReactNode {
  const price = priceOf(params);
  switch (kind) {
    case "nameserver_update":
      return Array.isArray(params.nameservers) ? (
        <span className="font-mono text-12 [overflow-wrap:anywhere]">
          {sentenceList(params.nameservers.map(String))}
        </span>
      ) : null;
    case "lock_update":
      return params.locked === true ? "locked" : "unlocked";
    case "ds_update":
      return "removed";
    case "auto_renew_update":
    case "whois_update":
      return params.enabled === true ? "on" : "off";
    case "renew":
      return (
        <>
          for {yearsText(params.periodYears)}
          {price && `, ${price}`}
          {typeof params.currentExpiresAt === "string" && (
            <>
              , from <DateText value={params.currentExpiresAt} />
            </>
          )}
        </>
      );
    default:
      return price;
  }
}
