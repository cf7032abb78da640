"use client";

import { useEffect, useRef } from "react";
import { acceptsKeyInFront } from "../../shell/shortcut-guard";
import { singleKeysAreOn } from "../../shell/shortcut-setting";
import { Kbd } from "../../ui/kbd";

/** Lets `p` preview what a box asks for, as its button does, while nobody types. */
export function PreviewKey() {
  const mark = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "p" || !singleKeysAreOn() || !acceptsKeyInFront(event)) return;
      event.preventDefault();
      mark.current?.closest("form")?.requestSubmit();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <p ref={mark} className="text-12 text-ink-3 pointer-coarse:hidden">
      <Kbd>P</Kbd> outside a field shows the preview
    </p>
  );
}
