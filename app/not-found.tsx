import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

/** Also what a caller sees of things outside its scope: they do not exist for it. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<Compass />}
        title="There is nothing at this address."
        // A plain link: every page carries this one with it, and needs no router to leave it.
        action={
          <a href="/" className={buttonStyle()}>
            Go to the dashboard
          </a>
        }
      >
        It may have been removed, or it belongs to a partner you do not see.
      </EmptyState>
    </main>
  );
}
