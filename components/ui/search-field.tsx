"use client";

import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { TextInput } from "./text-input";

type SearchFieldProps = Omit<ComponentProps<"input">, "type"> & {
  label: string;
  /** The one field that the `/` key focuses. At most one on a page. */
  pageSearch?: boolean;
};

/** A field that narrows what the page shows. The label is spoken; the placeholder is what is seen. */
export function SearchField({
  label,
  pageSearch = false,
  className,
  placeholder = label,
  ...rest
}: SearchFieldProps) {
  return (
    <div className={cn("relative w-55 max-w-full max-sm:w-full", className)}>
      <Search className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-ink-3" />
      <TextInput
        {...rest}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        data-page-search={pageSearch || undefined}
        className="h-7 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  );
}
