"use client";

import { useState } from "react";
import { Drawer } from "../ui/drawer";
import type { Trigger } from "../ui/on-demand";
import { NavLinks } from "./nav-links";
import type { PartnerChoice } from "./partner-choice";
import { PartnerSwitch } from "./partner-switch";

type LivePhoneNavigationProps = {
  partners: readonly PartnerChoice[] | undefined;
  trigger: Trigger;
};

/** The sidebar's content in a drawer, open from the start. */
export function LivePhoneNavigation({ partners, trigger }: LivePhoneNavigationProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Drawer side="left" title="Namekeep" open={isOpen} onOpenChange={setOpen} trigger={trigger}>
      {partners && (
        <div className="-mx-2 mb-3 sm:hidden">
          <PartnerSwitch partners={partners} className="w-full" />
        </div>
      )}
      <div className="-mx-3 -mt-2">
        <NavLinks onNavigate={() => setOpen(false)} />
      </div>
    </Drawer>
  );
}
