"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { acceptsSingleKey } from "./shortcut-guard";
import { keySequences } from "./shortcut-sequence";
import { singleKeysAreOn } from "./shortcut-setting";

export type Shortcut = {
  /** One key ("e", "?") or two after each other ("g p"). */
  keys: string;
  /** What it does, for the sheet: "Edit nameservers". */
  label: string;
  /** Heading in the sheet. Default: "This page". */
  group?: string;
  run: () => void;
};

type Registry = {
  add: (shortcuts: () => readonly Shortcut[]) => () => void;
  list: () => readonly Shortcut[];
};

const RegistryContext = createContext<Registry | undefined>(undefined);

/**
 * All shortcuts that work at this moment.
 *
 * @throws Error outside AppShell
 */
export function useShortcutRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts need AppShell above them.");
  return registry;
}

/** Gives the page keys of its own while it is shown; the `?` sheet lists them. A later one wins over an earlier one. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { add } = useShortcutRegistry();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => add(() => latest.current), [add]);
}

/** Listens once for the whole page. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const sources = useRef(new Set<() => readonly Shortcut[]>());
  const list = useCallback(() => [...sources.current].flatMap((source) => source()), []);
  const add = useCallback((source: () => readonly Shortcut[]) => {
    sources.current.add(source);
    return () => {
      sources.current.delete(source);
    };
  }, []);
  const registry = useMemo(() => ({ add, list }), [add, list]);

  useEffect(() => {
    const complete = keySequences(() => list().map((shortcut) => shortcut.keys));
    const onKeyDown = (event: KeyboardEvent) => {
      if (!singleKeysAreOn() || !acceptsSingleKey(event)) return;
      const keys = complete(event.key, event.timeStamp);
      const shortcut = list().findLast((candidate) => candidate.keys === keys);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);

  return <RegistryContext value={registry}>{children}</RegistryContext>;
}
