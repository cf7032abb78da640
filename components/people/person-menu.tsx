"use client";

import { Ellipsis, KeyRound, LogOut, Pencil, UserCheck, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  disablePersonAction,
  enablePersonAction,
  endPersonSessionsAction,
  resetPasswordAction,
} from "@/server/actions/people";
import type { NewSecretDto, PersonDto } from "@/server/people/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { AlertDialog, type AlertDialogProps } from "../ui/alert-dialog";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { useToast } from "../ui/toast";
import type { PartnerChoice } from "./partner-choice";
import { PersonForm } from "./person-form";

type PersonMenuProps = {
  person: PersonDto;
  partners: readonly PartnerChoice[];
  onSecret: (secret: NewSecretDto) => void;
};

type Step = "change" | "sign-out" | "reset" | "disable" | "enable";

/** What an administrator can do with one person. Of oneself only the name can be changed here. */
export function PersonMenu({ person, partners, onSecret }: PersonMenuProps) {
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton
            label={`Actions for ${person.name}`}
            icon={<Ellipsis />}
            size="s"
            variant="quiet"
          />
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setStep("change")}>
          {person.isYou ? "Change name…" : "Change name, role or partner…"}
        </MenuItem>
        {!person.isYou && <OthersItems person={person} onChoose={setStep} />}
      </Menu>
      {step === "change" && (
        <PersonForm person={person} partners={partners} onClose={close} onSecret={onSecret} />
      )}
      {step && step !== "change" && (
        <Confirmation step={step} person={person} onClose={close} onSecret={onSecret} />
      )}
    </>
  );
}

function OthersItems({ person, onChoose }: { person: PersonDto; onChoose: (step: Step) => void }) {
  return (
    <>
      <MenuItem icon={<LogOut />} onSelect={() => onChoose("sign-out")}>
        Sign out everywhere…
      </MenuItem>
      <MenuItem icon={<KeyRound />} onSelect={() => onChoose("reset")}>
        Set a new password…
      </MenuItem>
      <MenuSeparator />
      {person.disabledAt ? (
        <MenuItem icon={<UserCheck />} onSelect={() => onChoose("enable")}>
          Let sign in again…
        </MenuItem>
      ) : (
        <MenuItem icon={<UserX />} danger onSelect={() => onChoose("disable")}>
          Disable…
        </MenuItem>
      )}
    </>
  );
}

type Question = Pick<AlertDialogProps, "title" | "description" | "confirm" | "danger">;

const QUESTIONS: Readonly<Record<Exclude<Step, "change">, (name: string) => Question>> = {
  "sign-out": (name) => ({
    title: `Sign ${name} out everywhere?`,
    description: "Every browser they are signed in with stops working at its next click.",
    confirm: "Sign out everywhere",
  }),
  reset: (name) => ({
    title: `Set a new password for ${name}?`,
    description:
      "Their password stops working and they are signed out. You see the new one once, to hand it on.",
    confirm: "Set a new password",
  }),
  disable: (name) => ({
    title: `Disable ${name}?`,
    description: "They are signed out at once and cannot sign in. What they did stays in the log.",
    confirm: "Disable",
    danger: true,
  }),
  enable: (name) => ({
    title: `Let ${name} sign in again?`,
    description: "Their role and password are as they were.",
    confirm: "Let sign in",
  }),
};

type ConfirmationProps = {
  step: Exclude<Step, "change">;
  person: PersonDto;
  onClose: () => void;
  onSecret: (secret: NewSecretDto) => void;
};

function Confirmation({ step, person, onClose, onSecret }: ConfirmationProps) {
  const router = useRouter();
  const toast = useToast();
  const { guard, dialog } = useStepUp();
  const input = { personId: person.id };
  const run: Readonly<Record<typeof step, () => Promise<string | null>>> = {
    "sign-out": async () => {
      const { endedSessions } = await settled(endPersonSessionsAction(input));
      return endedSessions === 0
        ? `${person.name} was signed in nowhere.`
        : `${person.name} is signed out.`;
    },
    reset: async () => {
      onSecret(await guard(() => settled<NewSecretDto>(resetPasswordAction(input))));
      return null;
    },
    disable: async () => {
      await guard(() => settled(disablePersonAction(input)));
      return `${person.name} is disabled.`;
    },
    enable: async () => {
      await guard(() => settled(enablePersonAction(input)));
      return `${person.name} can sign in again.`;
    },
  };
  const confirm = async () => {
    const done = await run[step]();
    if (done) toast({ title: done });
    router.refresh();
  };
  return (
    <AlertDialog
      {...QUESTIONS[step](person.name)}
      open
      onOpenChange={(open) => !open && onClose()}
      onConfirm={confirm}
    >
      {dialog}
    </AlertDialog>
  );
}
