"use client";

import { FailurePage } from "@/components/ui/failure-page";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** The last net: the root layout itself failed, so this page brings its own html and body. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Problem · Namekeep</title>
        <main className="grid min-h-dvh place-items-center">
          <FailurePage
            title="Namekeep could not be shown."
            requestId={error.digest}
            retry={retry}
          />
        </main>
      </body>
    </html>
  );
}
