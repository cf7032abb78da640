"use client";

import { useEffect, useRef, useState } from "react";
import { SearchField } from "../ui/search-field";
import type { Patch } from "./address";

const PAUSE_MS = 200;
const MOST_SIGNS = 253;

type NameSearchProps = { q: string; go: (patch: Patch, how: "push" | "replace") => void };

/** Finds names by a part of them. The address follows once typing pauses, so that Back leaves the search at once. */
export function NameSearch({ q, go }: NameSearchProps) {
  const [text, setText] = useState(q);
  const told = useRef(q);

  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    setText(q);
  }, [q]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told.current) return;
    const timer = setTimeout(() => {
      const how = told.current === "" ? "push" : "replace";
      told.current = wanted;
      go({ q: wanted }, how);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, go]);

  return (
    <SearchField
      label="Filter names"
      pageSearch
      maxLength={MOST_SIGNS}
      value={text}
      onChange={(event) => setText(event.target.value)}
      className="max-sm:flex-1"
    />
  );
}
