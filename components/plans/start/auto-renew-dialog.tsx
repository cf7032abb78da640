"use client";

import { SwitchDialog } from "./switch-dialog";
import type { PlanTarget } from "./use-make-plan";

const HELP = {
  on: "The registrar renews by itself, and charges for it.",
  off: "The name lapses unless somebody renews it.",
};

/** Switches the registrar's own renewing on or off. */
export const AutoRenewDialog = (props: { target: PlanTarget; onClose: () => void }) => (
  <SwitchDialog
    {...props}
    what="Auto-renew"
    help={HELP}
    isOn={props.target.one?.autoRenew === "on"}
    change={(enabled) => ({ kind: "auto_renew_update", enabled })}
  />
);
