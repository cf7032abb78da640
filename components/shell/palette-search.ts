"use client";

import { useEffect, useState } from "react";

export type FoundName = {
  /** As people read it. */
  name: string;
  href: string;
  /** Softly beside it: partner, account, status word. */
  note?: string;
};

export type SearchNames = (text: string, signal: AbortSignal) => Promise<readonly FoundName[]>;

type Search = { state: "idle" | "searching" | "done" | "failed"; names: readonly FoundName[] };

const PAUSE_MS = 150;
const IDLE: Search = { state: "idle", names: [] };

/** Asks for names once typing pauses; an older question is aborted, and its names stay until the newer answer comes. */
export function useNameSearch(text: string, searchNames: SearchNames | undefined): Search {
  const [search, setSearch] = useState<Search>(IDLE);
  const wanted = text.trim();

  useEffect(() => {
    if (!wanted || !searchNames) {
      setSearch(IDLE);
      return;
    }
    const abort = new AbortController();
    setSearch((before) => ({ state: "searching", names: before.names }));
    const timer = setTimeout(() => {
      searchNames(wanted, abort.signal).then(
        (names) => !abort.signal.aborted && setSearch({ state: "done", names }),
        () => !abort.signal.aborted && setSearch({ state: "failed", names: [] }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, searchNames]);

  return search;
}
