"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { cn } from "./cn";
import { useFieldWiring } from "./field";
import { FLOATING, OPTION } from "./overlay-style";
import { CONTROL } from "./text-input";

export type SearchChoice = {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
};

type SearchSelectProps = {
  /** What the search has found so far; the chosen one need not be among them. */
  choices: readonly SearchChoice[];
  value: SearchChoice | null;
  onChange: (choice: SearchChoice | null) => void;
  /** Told of what is typed; nothing typed is the start of the list. */
  onSearch: (text: string) => void;
  placeholder?: string;
  /** What stands in the list when nothing is found. */
  empty: string;
  /** Whether more are found than are shown. */
  hasMore?: boolean;
};

/** One of very many, found by typing. Inside a Field it takes its name from it. */
export function SearchSelect(props: SearchSelectProps) {
  const { choices, value, onChange, onSearch, placeholder, empty, hasMore = false } = props;
  const field = useFieldWiring();
  return (
    <Base.Root
      items={choices}
      value={value}
      onValueChange={onChange}
      filter={null}
      itemToStringLabel={({ label }) => label}
      isItemEqualToValue={(one, other) => one.value === other.value}
      onInputValueChange={(text, { reason }) => onSearch(reason === "item-press" ? "" : text)}
      autoHighlight
    >
      <div className="relative">
        <Base.Input
          id={field?.id}
          aria-describedby={field?.describedBy}
          aria-invalid={field?.invalid || undefined}
          aria-required={field?.required || undefined}
          placeholder={placeholder}
          className={cn(CONTROL, "h-8 pr-14 pointer-coarse:h-11 pointer-coarse:pr-20")}
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-ink-3">
          <Base.Clear aria-label="Clear" className={ICON}>
            <X />
          </Base.Clear>
          <Base.Trigger aria-label="Show the list" className={ICON}>
            <ChevronDown />
          </Base.Trigger>
        </span>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              FLOATING,
              "max-h-(--available-height) w-(--anchor-width) overflow-y-auto",
            )}
          >
            <Base.Empty className="px-2 py-1.5 text-12 text-ink-3 empty:p-0">{empty}</Base.Empty>
            <Base.List>
              {(choice: SearchChoice) => <Choice key={choice.value} choice={choice} />}
            </Base.List>
            {hasMore && choices.length > 0 && (
              <p className="px-2 py-1.5 text-12 text-ink-3">There are more: type to find them.</p>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ICON =
  "grid size-6 place-items-center rounded-s hover:text-ink pointer-coarse:size-10 [&>svg]:size-4";

function Choice({ choice }: { choice: SearchChoice }) {
  return (
    <Base.Item value={choice} className={OPTION}>
      <span className="grid w-4 flex-none">
        <Base.ItemIndicator render={<Check className="text-accent" />} />
      </span>
      <span className="min-w-0">
        <span className="block truncate">{choice.label}</span>
        {choice.help && <span className="block truncate text-12 text-ink-3">{choice.help}</span>}
      </span>
    </Base.Item>
  );
}
