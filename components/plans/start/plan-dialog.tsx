"use client";

import { lazy, Suspense } from "react";
import type { PlanTarget } from "./use-make-plan";

const DIALOGS = {
  renew: lazy(async () => ({ default: (await import("./renew-dialog")).RenewDialog })),
  nameservers: lazy(async () => ({
    default: (await import("./nameserver-dialog")).NameserverDialog,
  })),
  contacts: lazy(async () => ({
    default: (await import("../../contacts/contacts-dialog")).ContactsDialog,
  })),
  lock: lazy(async () => ({ default: (await import("./lock-dialog")).LockDialog })),
  auto_renew: lazy(async () => ({
    default: (await import("./auto-renew-dialog")).AutoRenewDialog,
  })),
  privacy: lazy(async () => ({ default: (await import("./privacy-dialog")).PrivacyDialog })),
};

/** Changes that begin with a box of their own and end on the page of their plan. */
export type PlanAsked = keyof typeof DIALOGS;

/** Whether a word is a kind of change that has a box. */
export const isPlanAsked = (asked: string): asked is PlanAsked => asked in DIALOGS;

type PlanDialogProps = { asked: PlanAsked; target: PlanTarget; onClose: () => void };

/** The box in which a change is asked for; its code comes when it is opened. */
export function PlanDialog({ asked, target, onClose }: PlanDialogProps) {
  const Dialog = DIALOGS[asked];
  return (
    <Suspense fallback={null}>
      <Dialog target={target} onClose={onClose} />
    </Suspense>
  );
}
