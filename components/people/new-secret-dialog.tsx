"use client";

import type { NewSecretDto } from "@/server/people/schemas";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog, DialogClose } from "../ui/dialog";
import { Notice } from "../ui/notice";

type NewSecretDialogProps = { secret: NewSecretDto | null; onClose: () => void };

/** Shows a new password, once: nobody can read it again. */
export function NewSecretDialog({ secret, onClose }: NewSecretDialogProps) {
  if (!secret) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The new password"
      description={`For ${secret.email}`}
      actions={
        <DialogClose>
          <Button variant="primary">I have handed it on</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-4">
        <p className="flex items-center gap-2 rounded-s border border-line bg-sunken py-1.5 pr-1.5 pl-3 font-mono text-14">
          <span className="min-w-0 flex-1 break-all select-all">{secret.password}</span>
          <CopyButton text={secret.password} what="password" />
        </p>
        <Notice tone="warn" title="This is shown once.">
          Hand it on now, not by the same way as the address. They can change it under “Your
          account”.
        </Notice>
      </div>
    </Dialog>
  );
}
