"use client";

import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog";
import { RadioGroup } from "../../ui/radio-group";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type AutoRenewDialogProps = { target: PlanTarget; onClose: () => void };

type Way = "on" | "off";

const WAYS: readonly { value: Way; label: string; help: string }[] = [
  { value: "on", label: "On", help: "The registrar renews by itself, and charges for it." },
  { value: "off", label: "Off", help: "The name lapses unless somebody renews it." },
];

/** Switches the registrar's own renewing on or off. */
export function AutoRenewDialog({ target, onClose }: AutoRenewDialogProps) {
  const [way, setWay] = useState<Way>(target.one?.autoRenew === "on" ? "off" : "on");
  const { make, isPending, message } = useMakePlan(target);
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Auto-renew of ${targetWord(target)}`}
      description="The next page shows what would change. Nothing is sent before you start it there."
      confirm="Preview"
      width="s"
      pending={isPending}
      problem={message}
      onSubmit={() => make({ kind: "auto_renew_update", enabled: way === "on" })}
    >
      <RadioGroup<Way>
        legend="Auto-renew at the registrar"
        name="way"
        choices={WAYS}
        value={way}
        onChange={setWay}
      />
      <PreviewKey />
    </FormDialog>
  );
}
