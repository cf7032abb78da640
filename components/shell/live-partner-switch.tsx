"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { cn } from "../ui/cn";
import type { Trigger } from "../ui/on-demand";
import { FLOATING, OPTION } from "../ui/overlay-style";
import { CONTROL } from "../ui/text-input";
import { placeOf } from "./navigation";
import { type PartnerChoice, type PartnerLine, partnerLines } from "./partner-choice";
import { useShell } from "./shell-context";

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

type LivePartnerSwitchProps = { partners: readonly PartnerChoice[]; trigger: Trigger };

/** Narrows everything staff see to one partner. The choice lives in the address, so a link shows what its sender saw. */
export function LivePartnerSwitch({ partners, trigger }: LivePartnerSwitchProps) {
  const choose = useChoosePartner();
  const { lines, chosen } = partnerLines(partners, useSearchParams().get("partner"));

  return (
    <Combobox.Root
      defaultOpen
      items={lines}
      value={chosen}
      onValueChange={(choice) => choice && choose(choice.value)}
      isItemEqualToValue={(left, right) => left.value === right.value}
    >
      <Combobox.Trigger render={trigger} />
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
              {(choice: PartnerLine) => (
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
