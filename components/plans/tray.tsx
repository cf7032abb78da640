"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { onStartedChange, startedText } from "./started";

const LiveTray = lazy(async () => ({ default: (await import("./live-tray")).LiveTray }));

const onServer = () => "";

/** A corner that follows the plans started in this tab, wherever one goes meanwhile. Without one it is nothing. */
export function PlanTray() {
  const ids = useSyncExternalStore(onStartedChange, startedText, onServer);
  if (!ids) return null;
  return (
    <Suspense fallback={null}>
      <LiveTray ids={ids.split(" ")} />
    </Suspense>
  );
}
