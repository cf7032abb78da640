import type { ReactNode } from "react";
import { Brand } from "../shell/brand";

type AuthPanelProps = { title: string; summary?: ReactNode; children: ReactNode };

/** The one panel of a page for people who are not signed in. */
export function AuthPanel({ title, summary, children }: AuthPanelProps) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center px-4 py-10 sm:content-center">
      <div className="w-full max-w-90">
        <Brand href="/sign-in" />
        <div className="mt-3 rounded-l border border-line bg-panel p-5 shadow-raised sm:p-6">
          <header className="mb-5">
            <h1 className="text-20 font-semibold tracking-tight">{title}</h1>
            {summary && <p className="mt-1 text-ink-2">{summary}</p>}
          </header>
          {children}
        </div>
      </div>
    </main>
  );
}
