"use client";

import type { ReactElement } from "react";
import type { PlanAsked } from "../plans/start/plan-dialog";
import { Menu, MenuGroup, MenuItem } from "../ui/menu";

const CHANGES: readonly { asked: PlanAsked; label: string }[] = [
  { asked: "nameservers", label: "Nameservers…" },
  { asked: "lock", label: "Lock…" },
  { asked: "auto_renew", label: "Auto-renew…" },
  { asked: "privacy", label: "WHOIS privacy…" },
  { asked: "contacts", label: "Holder and contacts…" },
  { asked: "renew", label: "Renew…" },
];

type LiveChangeMenuProps = { trigger: ReactElement; onAsk: (asked: PlanAsked) => void };

/** The menu behind the button; it comes into being open. */
export function LiveChangeMenu({ trigger, onAsk }: LiveChangeMenuProps) {
  return (
    <Menu trigger={trigger} startsOpen>
      <MenuGroup label="At the registrars, after a preview">
        {CHANGES.map(({ asked, label }) => (
          <MenuItem key={asked} onSelect={() => onAsk(asked)}>
            {label}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
