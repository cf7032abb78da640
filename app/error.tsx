"use client";

import { useEffect } from "react";
import { FailurePage } from "@/components/ui/failure-page";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** Shown in place of a page that could not be rendered. The digest finds the entry in the server's log. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <FailurePage title="This page could not be shown." requestId={error.digest} retry={retry} />
    </main>
  );
}
