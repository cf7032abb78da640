"use client";

import { useRef } from "react";

/**
 * A key for what is about to be asked. Asked again with the same content it is the same key, so that a lost answer does
 * not do it twice; other content is another intent.
 */
export function useIntentKey(): (content: unknown) => string {
  const kept = useRef<{ content: string; key: string }>(undefined);
  return (content) => {
    const text = JSON.stringify(content);
    if (kept.current?.content !== text)
      kept.current = { content: text, key: globalThis.crypto.randomUUID() };
    return kept.current.key;
  };
}
