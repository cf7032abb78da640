"use client";

import { useState } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import type { ApiError } from "../query/api-error";

type Awaited = ConflictDto["suggestion"] | "undo";

/** What became of each conflict on this page, which answers are awaited, and what was refused. */
export type Standing = {
  readonly done: ReadonlyMap<string, ConflictDto>;
  readonly pending: ReadonlyMap<string, Awaited>;
  readonly refused: ReadonlyMap<string, ApiError>;
};

const without = <V>(map: ReadonlyMap<string, V>, id: string) =>
  new Map([...map].filter(([key]) => key !== id));

/** Keeps how the conflicts of a page stand. */
export function useStandings() {
  const [done, setDone] = useState<Standing["done"]>(new Map());
  const [pending, setPending] = useState<Standing["pending"]>(new Map());
  const [refused, setRefused] = useState<Standing["refused"]>(new Map());
  const [order, setOrder] = useState<readonly string[]>([]);
  return {
    done,
    pending,
    refused,
    /** What was decided last and not taken back. */
    last: order.at(-1),
    begin: (id: string, what: Awaited) => {
      setPending((map) => new Map(map).set(id, what));
      setRefused((map) => without(map, id));
    },
    told: (conflict: ConflictDto) => {
      const decided = conflict.state === "open" ? [] : [conflict.id];
      setDone((map) => new Map(map).set(conflict.id, conflict));
      setOrder((ids) => [...ids.filter((id) => id !== conflict.id), ...decided]);
    },
    failed: (id: string, error: ApiError) => setRefused((map) => new Map(map).set(id, error)),
    ended: (id: string) => setPending((map) => without(map, id)),
  };
}
