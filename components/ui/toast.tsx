"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export type ToastTone = "ok" | "bad" | "info";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** Usually Undo; the message then stays for ten seconds. */
  action?: { label: string; run: () => void };
};

const ICON = {
  ok: <CircleCheck className="mt-0.5 text-ok" />,
  bad: <CircleAlert className="mt-0.5 text-bad" />,
  info: <Info className="mt-0.5 text-info" />,
};

const isTone = (type: string | undefined): type is ToastTone => type !== undefined && type in ICON;

/** Says that something local is done, with Undo where there is one. Never the only place a failure is told. */
export function useToast(): (message: ToastMessage) => void {
  const { add, close } = Base.useToastManager();
  return ({ title, description, tone = "ok", action }) => {
    // An action is offered once: done twice, Undo would take back what came after it.
    const run = () => {
      close(id);
      action?.run();
    };
    const id: string = add({
      title,
      description,
      type: tone,
      timeout: action ? 10_000 : 5_000,
      ...(action ? { actionProps: { children: action.label, onClick: run } } : {}),
    });
  };
}

/** Shows the messages in a polite region that F6 reaches. Stands once, in the root layout. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 max-sm:bottom-20 z-60 flex w-[min(22.5rem,calc(100vw-2rem))] flex-col gap-2">
          <Messages />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Messages() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className={cn(
        "rounded-m border border-line bg-panel text-ink shadow-floating transition-[opacity,translate] duration-150 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0",
      )}
    >
      <Base.Content className="flex items-start gap-2.5 py-2.5 pr-2 pl-3">
        {ICON[isTone(toast.type) ? toast.type : "info"]}
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-12 text-ink-2" />
        </div>
        {toast.actionProps && <Base.Action className={buttonStyle("default", "s")} />}
        <Base.Close render={<IconButton label="Dismiss" icon={<X />} size="s" />} />
      </Base.Content>
    </Base.Root>
  ));
}
