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

/** Something that can be done about what was typed, found out while the palette is open. */
export type PaletteOffer = { label: string; href: string; note?: string };

export type FindOffer = (text: string, signal: AbortSignal) => Promise<PaletteOffer | null>;

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

const OFFER_PAUSE_MS = 500;

/** Asks what can be done about a text once typing has paused for a while; it stands as long as the text does. */
export function usePaletteOffer(
  text: string,
  findOffer: FindOffer | undefined,
): PaletteOffer | null {
  const [found, setFound] = useState<{ text: string; offer: PaletteOffer | null } | null>(null);
  const wanted = text.trim();

  useEffect(() => {
    if (!wanted || !findOffer) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      findOffer(wanted, abort.signal).then(
        (offer) => !abort.signal.aborted && setFound({ text: wanted, offer }),
        () => !abort.signal.aborted && setFound({ text: wanted, offer: null }),
      );
    }, OFFER_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, findOffer]);

  return found?.text === wanted ? found.offer : null;
}
