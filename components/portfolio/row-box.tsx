"use client";

import { type ComponentProps, useEffect, useRef } from "react";

type RowBoxProps = Omit<ComponentProps<"input">, "type" | "aria-label"> & {
  label: string;
  isMixed?: boolean;
};

/** The platform's own box in the platform's own drawing: it stands in every row, so it carries no markup of its own. */
export function RowBox({ label, isMixed = false, ...rest }: RowBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label>
      <input {...rest} ref={box} type="checkbox" aria-label={label} />
    </label>
  );
}
