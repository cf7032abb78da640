"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type FormEvent, type ReactElement, type ReactNode, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DIALOG_BOX, DialogActions } from "./dialog";
import { SCRIM } from "./overlay-style";
import { TextField } from "./text-field";

export type AlertDialogProps = {
  /** What is about to happen, as a question: "Remove Gandi main?". */
  title: ReactNode;
  /** What follows from it. */
  description: ReactNode;
  /** The verb on the button: "Remove account". */
  confirm: string;
  danger?: boolean;
  /** What must be typed first: a name, a count or a price. Case and outer spaces are forgiven. */
  typed?: { expected: string; label: ReactNode };
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Resolves when done, which closes the dialog; a rejection is shown inside, and everything typed stays. */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
};

const same = (typed: string, expected: string) =>
  typed.trim().toLocaleLowerCase("en") === expected.trim().toLocaleLowerCase("en");

const reason = (error: unknown) =>
  error instanceof Error ? error.message : "That did not work. Nothing was changed.";

/** Asks before something that cannot be taken back. A click beside it does not close it. */
export function AlertDialog(props: AlertDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const open = props.open ?? isOpen;
  const change = (next: boolean) => {
    setOpen(next);
    props.onOpenChange?.(next);
  };

  return (
    <Base.Root open={open} onOpenChange={change}>
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Backdrop className={SCRIM} />
        <Base.Viewport className="fixed inset-0 z-50 grid grid-rows-[minmax(0,1fr)] place-items-center p-4">
          <Base.Popup
            data-modal
            className={cn(DIALOG_BOX, "max-w-110")}
            {...(props.typed ? {} : { initialFocus: cancel })}
          >
            <Question {...props} cancel={cancel} close={() => change(false)} />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type QuestionProps = AlertDialogProps & {
  cancel: React.RefObject<HTMLButtonElement | null>;
  close: () => void;
};

/** The inside of the dialog; mounted anew at each opening, so nothing typed before lingers. */
function Question({ typed, danger = false, cancel, close, ...props }: QuestionProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (typed && !same(text, typed.expected)) {
      setProblem(`Type “${typed.expected}” exactly as it is written here.`);
      field.current?.focus();
      return;
    }
    setProblem(undefined);
    setPending(true);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setProblem(reason(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-col">
      <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-5">
        <Base.Title className="text-16 font-semibold tracking-tight">{props.title}</Base.Title>
        <Base.Description className="mt-1 text-ink-2">{props.description}</Base.Description>
        {props.children && <div className="mt-3">{props.children}</div>}
        {typed && (
          <TextField
            label={typed.label}
            required
            autoComplete="off"
            spellCheck={false}
            ref={field}
            value={text}
            error={problem}
            onChange={(event) => setText(event.target.value)}
            className="mt-4"
          />
        )}
        {!typed && problem && <p className="mt-3 text-bad">{problem}</p>}
        <p role="alert" className="sr-only">
          {problem}
        </p>
      </div>
      <DialogActions>
        <Base.Close render={<Button ref={cancel}>Cancel</Button>} />
        <Button type="submit" variant={danger ? "danger" : "primary"} pending={isPending}>
          {props.confirm}
        </Button>
      </DialogActions>
    </form>
  );
}
