"use client";

import { SwitchDialog } from "./switch-dialog";
import type { PlanTarget } from "./use-make-plan";

const HELP = {
  on: "The WHOIS hides who the name belongs to. Where that has to be bought, the registrar's refusal is told; nothing is bought.",
  off: "Anybody can read who the name belongs to.",
};

/** Switches what the WHOIS hides of a name on or off. */
export const PrivacyDialog = (props: { target: PlanTarget; onClose: () => void }) => (
  <SwitchDialog
    {...props}
    what="WHOIS privacy"
    help={HELP}
    isOn={props.target.one?.privacy === true}
    change={(enabled) => ({ kind: "whois_update", enabled })}
  />
);
