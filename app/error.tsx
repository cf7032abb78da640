"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** Shown in place of a page that could not be rendered. The digest finds the entry in the server's log. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <ErrorState
        level={1}
        title="This page could not be shown."
        cause="Something went wrong on our side. Nothing you did was lost."
        retry={<Button onClick={retry}>Try again</Button>}
        requestId={error.digest}
      />
    </main>
  );
}
