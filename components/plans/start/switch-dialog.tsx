"use client";

import { useState } from "react";
import type { PlanChange } from "@/server/plans/schemas";
import { FormDialog } from "../../ui/form-dialog";
import { RadioGroup } from "../../ui/radio-group";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type Way = "on" | "off";

type SwitchDialogProps = {
  target: PlanTarget;
  onClose: () => void;
  /** What is switched, as a title begins with it. */
  what: string;
  /** What each way comes to. */
  help: Readonly<Record<Way, string>>;
  isOn: boolean;
  change: (enabled: boolean) => PlanChange;
};

/** Asks which way something of names at the registrar is to be, on or off; the other way than now is offered. */
export function SwitchDialog({ target, onClose, what, help, isOn, change }: SwitchDialogProps) {
  const [way, setWay] = useState<Way>(isOn ? "off" : "on");
  const { make, isPending, message } = useMakePlan(target);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${what} of ${targetWord(target)}`}
      description="The next page shows what would change. Nothing is sent before you start it there."
      confirm="Preview"
      width="s"
      pending={isPending}
      problem={message}
      onSubmit={() => make(change(way === "on"))}
    >
      <RadioGroup<Way>
        legend={`${what} at the registrar`}
        name="way"
        choices={[
          { value: "on", label: "On", help: help.on },
          { value: "off", label: "Off", help: help.off },
        ]}
        value={way}
        onChange={setWay}
      />
      <PreviewKey />
    </FormDialog>
  );
}
