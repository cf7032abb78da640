"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import type { ToastMessage, ToastTone } from "./toast-message";

const ICON = {
  ok: <CircleCheck className="mt-0.5 text-ok" />,
  bad: <CircleAlert className="mt-0.5 text-bad" />,
  info: <Info className="mt-0.5 text-info" />,
};

const isTone = (type: string | undefined): type is ToastTone => type !== undefined && type in ICON;

/** A polite region is listened to only after it has stood empty for a moment. */
const LISTENING_MS = 100;

/** Shows the messages in a polite region that F6 reaches; `told` only grows. */
export function LiveToasts({ told }: { told: readonly ToastMessage[] }) {
  return (
    <Base.Provider>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 max-sm:bottom-20 z-60 flex w-[min(22.5rem,calc(100vw-2rem))] flex-col gap-2">
          <Messages />
        </Base.Viewport>
      </Base.Portal>
      <Teller told={told} />
    </Base.Provider>
  );
}

function useShow(): (message: ToastMessage) => void {
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

/** Hands over each message once. */
function Teller({ told }: { told: readonly ToastMessage[] }) {
  const show = useShow();
  const latest = useRef(show);
  const shown = useRef(0);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    const hand = () => {
      for (const message of told.slice(shown.current)) latest.current(message);
      shown.current = told.length;
    };
    if (shown.current > 0) return hand();
    const timer = setTimeout(hand, LISTENING_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return null;
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
