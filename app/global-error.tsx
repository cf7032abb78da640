"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** The last net: the root layout itself failed, so this page brings its own html and body. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Problem · Namekeep</title>
        <main className="grid min-h-dvh place-items-center">
          <ErrorState
            level={1}
            title="Namekeep could not be shown."
            cause="Something went wrong on our side. Nothing you did was lost."
            retry={<Button onClick={retry}>Try again</Button>}
            requestId={error.digest}
          />
        </main>
      </body>
    </html>
  );
}
