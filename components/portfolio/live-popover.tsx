"use client";

import { type ComponentProps, useState } from "react";
import { Popover } from "../ui/popover";

/** A popover that comes into being open: what asked for it was the first press of its button. */
export function LivePopover(props: Omit<ComponentProps<typeof Popover>, "open" | "onOpenChange">) {
  const [isOpen, setOpen] = useState(true);
  return <Popover {...props} open={isOpen} onOpenChange={setOpen} />;
}
