import { Compass } from "lucide-react";
import type { Metadata, Route } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

/** Also what a caller sees of things outside its scope: they do not exist for it. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<Compass />}
        title="There is nothing at this address."
        action={<LinkButton href={"/" as Route}>Go to the dashboard</LinkButton>}
      >
        It may have been removed, or it belongs to a partner you do not see.
      </EmptyState>
    </main>
  );
}
