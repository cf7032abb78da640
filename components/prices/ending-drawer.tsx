"use client";

import { useState } from "react";
import { Drawer } from "../ui/drawer";
import { Select } from "../ui/select";
import { LazyHistory } from "./lazy-history";
import { ACTION_CHOICES } from "./words";

type EndingDrawerProps = {
  tld: string;
  /** As people read it; left out as long as nobody told. */
  unicode?: string | undefined;
  action: (typeof ACTION_CHOICES)[number]["value"];
  years: number;
  onClose: () => void;
};

/** How the prices of one ending moved, at every account that tells them. */
export function EndingDrawer({ tld, unicode = tld, action, years, onClose }: EndingDrawerProps) {
  const [what, setWhat] = useState(action);
  const isOnce = what === "transfer" || what === "restore";
  const word = ACTION_CHOICES.find(({ value }) => value === what)?.label ?? "";
  return (
    <Drawer
      width="l"
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`.${unicode}`}
      description={[
        ...(unicode === tld ? [] : [`registered as .${tld}`]),
        years > 1 && !isOnce ? `a year, for ${years} years` : "a year",
      ].join(", ")}
    >
      <div className="grid gap-4">
        <div>
          <Select label="What" value={what} choices={ACTION_CHOICES} onChange={setWhat} />
        </div>
        <LazyHistory
          query={{ tld, name: "", action: what, years: isOnce ? 1 : years }}
          title={`${word} of .${unicode}`}
        />
      </div>
    </Drawer>
  );
}
