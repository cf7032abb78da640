import { unstable_rethrow } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { TryAgain } from "@/components/dashboard/try-again";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonBlock } from "@/components/ui/skeleton";
import { report } from "@/server/kernel/report";

type BlockProps<T> = {
  /** What it shows: "Renewals by month". */
  title: string;
  requestId: string;
  load: () => Promise<T>;
  children: (value: T) => ReactNode;
};

/** A part of a page that loads and fails on its own: the others do not wait for it, nor fall with it. */
export function Block<T>(props: BlockProps<T>) {
  return (
    <Suspense
      fallback={
        <Card title={props.title}>
          <SkeletonBlock label={`Loading ${props.title}`} lines={4} />
        </Card>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}

async function Loaded<T>({ title, requestId, load, children }: BlockProps<T>) {
  const value = await load().catch((error: unknown) => {
    unstable_rethrow(error);
    report(error, { requestId });
    return FAILED;
  });
  if (value !== FAILED) return children(value as T);
  return (
    <Card title={title}>
      <ErrorState
        level={3}
        title="This part could not be loaded."
        cause="The rest of the page is not affected."
        requestId={requestId}
        retry={<TryAgain />}
      />
    </Card>
  );
}

const FAILED = Symbol("failed");
