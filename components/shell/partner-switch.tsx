"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { buttonStyle } from "../ui/button-style";
import { cn } from "../ui/cn";
import { FLOATING, OPTION } from "../ui/overlay-style";
import { CONTROL } from "../ui/text-input";
import { placeOf } from "./navigation";
import { useShell } from "./shell-context";

export type PartnerChoice = { id: string; name: string };

const ALL = { value: "", label: "All partners" };

/** Where choosing a partner leads: the same list, or from one thing up to its list, since that thing may be another's. */
function useChoosePartner(): (id: string) => void {
  const router = useRouter();
  const pathname = usePathname();
  const query = useSearchParams();
  const { navigation } = useShell();
  return (id) => {
    const list = placeOf(navigation, pathname)?.entry.href ?? pathname;
    const next = new URLSearchParams(list === pathname ? query : undefined);
    for (const key of ["cursor", "after", "before", "page", "partner"]) next.delete(key);
    if (id) next.set("partner", id);
    const text = next.toString();
    router.push((text ? `${list}?${text}` : list) as Route);
  };
}

type PartnerSwitchProps = { partners: readonly PartnerChoice[]; className?: string };

/** Narrows everything staff see to one partner. The choice lives in the address, so a link shows what its sender saw. */
export function PartnerSwitch({ partners, className }: PartnerSwitchProps) {
  const choose = useChoosePartner();
  const chosenId = useSearchParams().get("partner");
  const items = [ALL, ...partners.map(({ id, name }) => ({ value: id, label: name }))];
  const chosen = items.find((choice) => choice.value === chosenId) ?? ALL;

  return (
    <Combobox.Root
      items={items}
      value={chosen}
      onValueChange={(choice) => choice && choose(choice.value)}
      isItemEqualToValue={(left, right) => left.value === right.value}
    >
      <Combobox.Trigger
        aria-label={`Partner: ${chosen.label}`}
        className={buttonStyle("default", "m", cn("h-7.5 px-2.5 font-normal", className))}
      >
        <span className="max-w-40 truncate">{chosen.label}</span>
        <ChevronDown className="ml-auto" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} align="end" className="z-50">
          <Combobox.Popup
            aria-label="Choose a partner"
            className={cn(FLOATING, "w-64 max-w-(--available-width)")}
          >
            <Combobox.Input
              aria-label="Find a partner"
              placeholder="Find a partner"
              className={cn(CONTROL, "mb-1 h-8 pointer-coarse:h-11")}
            />
            <Combobox.Empty className="not-empty:px-2 not-empty:py-3 text-ink-3">
              No partner has that name.
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(20rem,calc(var(--available-height)-3rem))] overflow-y-auto">
              {(choice: typeof ALL) => (
                <Combobox.Item key={choice.value} value={choice} className={OPTION}>
                  <span className="grid w-4 flex-none">
                    <Combobox.ItemIndicator render={<Check className="text-accent" />} />
                  </span>
                  <span className="truncate">{choice.label}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
