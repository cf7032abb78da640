"use client";

import { type FormEvent, type ReactElement, type ReactNode, useId } from "react";
import { Button } from "./button";
import { Dialog, DialogClose, type DialogProps } from "./dialog";
import { Notice } from "./notice";

type FormDialogProps = Pick<DialogProps, "title" | "description" | "width"> & {
  /** The verb on the button. */
  confirm: string;
  pending: boolean;
  /** Why nothing was saved, where no field is to blame. */
  problem?: string | undefined;
  trigger?: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
};

/** A form in front of the page: Enter saves, Esc leaves. It stays open until the one who renders it closes it. */
export function FormDialog({
  confirm,
  pending,
  problem,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A form that stands in front of another one is not submitted with it.
    event.stopPropagation();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate className="grid gap-4" onSubmit={submit}>
        <div role="alert" className="empty:hidden">
          {problem && <Notice tone="bad" title={problem} />}
        </div>
        {children}
      </form>
    </Dialog>
  );
}
