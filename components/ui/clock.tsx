"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
} from "react";

type Clock = { now: string; timeZone: string };

const ClockContext = createContext<Clock>({ now: "1970-01-01T00:00:00.000Z", timeZone: "UTC" });

const STEP_MS = 15_000;

const stepped = () => new Date(Math.floor(Date.now() / STEP_MS) * STEP_MS).toISOString();

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, STEP_MS);
  return () => clearInterval(timer);
}

type ClockProviderProps = {
  /** The server's now when it rendered: the first paint in the browser uses the same, then time goes on. */
  now: string;
  /** IANA name of the organisation's zone. */
  timeZone: string;
  children: ReactNode;
};

/** Gives dates and ages one now and one time zone, the same on the server and in the browser. */
export function ClockProvider({ now, timeZone, children }: ClockProviderProps) {
  const clock = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The organisation's time zone. */
export function useTimeZone(): string {
  return useContext(ClockContext).timeZone;
}

/** An ISO instant that moves on every 15 seconds. */
export function useNow(): string {
  const { now } = useContext(ClockContext);
  const fromServer = useCallback(() => now, [now]);
  return useSyncExternalStore(subscribe, stepped, fromServer);
}
