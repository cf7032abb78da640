"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { Drawer } from "../ui/drawer";
import { IconButton } from "../ui/icon-button";
import { NavLinks } from "./nav-links";
import { type PartnerChoice, PartnerSwitch } from "./partner-switch";

/** The sidebar's content behind a button, where there is no room for the sidebar. */
export function PhoneNavigation({ partners }: { partners: readonly PartnerChoice[] | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Drawer
      side="left"
      title="Namekeep"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton label="Open the navigation" icon={<MenuIcon />} className="-ml-2 lg:hidden" />
      }
    >
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
