"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { QueryProvider } from "../query/provider";
import { AnnouncerProvider } from "../ui/announcer";
import { ClockProvider } from "../ui/clock";
import { ToastProvider } from "../ui/toast";

type ProvidersProps = {
  /** Of this answer's Content-Security-Policy. */
  nonce: string | undefined;
  now: string;
  timeZone: string;
  children: ReactNode;
};

/** Everything that stands once around all pages: theme, clock, queries, voices. */
export function Providers({ nonce, now, timeZone, children }: ProvidersProps) {
  return (
    <ThemeProvider
      attribute="data-theme"
      storageKey="namekeep.theme"
      defaultTheme="system"
      enableColorScheme={false}
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <CSPProvider {...(nonce ? { nonce } : {})}>
        <ClockProvider now={now} timeZone={timeZone}>
          <QueryProvider>
            <AnnouncerProvider>
              <ToastProvider>{children}</ToastProvider>
            </AnnouncerProvider>
          </QueryProvider>
        </ClockProvider>
      </CSPProvider>
    </ThemeProvider>
  );
}
