"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useAnnounce } from "./announcer";
import { IconButton } from "./icon-button";

type CopyButtonProps = {
  /** What goes to the clipboard. */
  text: string;
  /** What it is: "name", "request id". */
  what: string;
};

/** Copies a text and says so, also to those who do not see the tick. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  const announce = useAnnounce();

  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 2_000);
    return () => clearTimeout(timer);
  }, [isDone]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      announce(`Copied the ${what}.`);
    } catch {
      announce(`The browser did not allow copying. Select the ${what} instead.`, "assertive");
    }
  };

  return (
    <IconButton
      label={`Copy ${what}`}
      icon={isDone ? <Check className="text-ok" /> : <Copy />}
      size="s"
      onClick={() => void copy()}
    />
  );
}
