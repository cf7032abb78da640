import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";

type ToldProps<T> = {
  /** What is read, in the plural: "plans". */
  what: string;
  query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  /** Lines of the place that is kept for it. */
  lines?: number;
  level?: 2 | 3;
  children: (told: T) => ReactNode;
};

/** What a query told; until then its place, and where it failed why, with a way to ask again. */
export function Told<T>({ what, query, lines = 8, level = 2, children }: ToldProps<T>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error)
    return (
      <ErrorState
        level={level}
        title={`The ${what} could not be loaded.`}
        cause={error.message}
        retry={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label={`Loading the ${what}`} lines={lines} className="p-3.5" />;
}
