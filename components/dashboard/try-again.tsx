"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "../ui/button";

/** Asks the server for the page anew; what stands on it stays until the answer comes. */
export function TryAgain() {
  const router = useRouter();
  const [isPending, start] = useTransition();
  return (
    <Button size="s" pending={isPending} onClick={() => start(() => router.refresh())}>
      Try again
    </Button>
  );
}
