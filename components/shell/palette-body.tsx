"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useState } from "react";
import { Spinner } from "../ui/spinner";
import { type FindOffer, type SearchNames, useNameSearch, usePaletteOffer } from "./palette-search";
import {
  type PaletteAction,
  type PaletteLine,
  type PaletteSection,
  usePaletteSections,
} from "./palette-sections";

type PaletteBodyProps = {
  searchNames: SearchNames | undefined;
  findOffer: FindOffer | undefined;
  actions: readonly PaletteAction[];
  /** What was typed before the field was there. */
  typedAhead: () => string;
};

/** The field and the lists below it; names come from the server, the rest is at hand. */
export function PaletteBody({ searchNames, findOffer, actions, typedAhead }: PaletteBodyProps) {
  const [text, setText] = useState(typedAhead);
  const search = useNameSearch(text, searchNames);
  const offer = usePaletteOffer(text, findOffer);
  const sections = usePaletteSections(text, search.names, actions, offer);
  const isSearching = search.state === "searching";

  return (
    <Command shouldFilter={false} loop label="Find a name, page or action" className="contents">
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        {isSearching ? <Spinner className="text-ink-3" /> : <Search className="text-ink-3" />}
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Find a name, page or action"
          className="h-12 min-w-0 flex-1 bg-transparent text-14 outline-none placeholder:text-ink-3 pointer-coarse:text-16"
        />
      </div>
      <Command.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-ink-3">
          {isSearching ? "Searching…" : "Nothing is called that."}
        </Command.Empty>
        {sections.map((section) => (
          <Section key={section.heading} {...section} />
        ))}
      </Command.List>
      {search.state === "failed" && (
        <p role="alert" className="border-line border-t px-4 py-2.5 text-bad">
          Names could not be searched. Pages and actions still work.
        </p>
      )}
      <p aria-live="polite" className="sr-only">
        {search.state === "done" && `${search.names.length} names found`}
      </p>
    </Command>
  );
}

const HEADING =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3";

function Section({ heading, lines }: PaletteSection) {
  return (
    <Command.Group heading={heading} className={HEADING}>
      {lines.map((line) => (
        <Line key={line.id} {...line} />
      ))}
    </Command.Group>
  );
}

function Line({ id, icon, label, note, choose }: PaletteLine) {
  return (
    <Command.Item
      value={id}
      onSelect={choose}
      className="flex min-h-8.5 items-center gap-2.5 rounded-s px-2 text-ink data-[selected=true]:bg-accent-soft pointer-coarse:min-h-11 [&>svg]:text-ink-3"
    >
      {icon}
      <span className="min-w-0 truncate">{label}</span>
      {note && <span className="ml-auto text-12 whitespace-nowrap text-ink-3">{note}</span>}
    </Command.Item>
  );
}
