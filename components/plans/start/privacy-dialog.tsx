"use client";

import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog";
import { RadioGroup } from "../../ui/radio-group";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type PrivacyDialogProps = { target: PlanTarget; onClose: () => void };

type Way = "on" | "off";

const WAYS: readonly { value: Way; label: string; help: string }[] = [
  {
    value: "on",
    label: "On",
    help: "The WHOIS hides who the name belongs to. Where that has to be bought, the registrar's refusal is told; nothing is bought.",
  },
  { value: "off", label: "Off", help: "Anybody can read who the name belongs to." },
];

/** Switches what the WHOIS hides of a name on or off. */
export function PrivacyDialog({ target, onClose }: PrivacyDialogProps) {
  const [way, setWay] = useState<Way>(target.one?.privacy === true ? "off" : "on");
  const { make, isPending, message } = useMakePlan(target);
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`WHOIS privacy of ${targetWord(target)}`}
      description="The next page shows what would change. Nothing is sent before you start it there."
      confirm="Preview"
      width="s"
      pending={isPending}
      problem={message}
      onSubmit={() => make({ kind: "whois_update", enabled: way === "on" })}
    >
      <RadioGroup<Way>
        legend="WHOIS privacy at the registrar"
        name="way"
        choices={WAYS}
        value={way}
        onChange={setWay}
      />
      <PreviewKey />
    </FormDialog>
  );
}
