"use client";

import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work this button started is still running: it keeps its width and its focus, and ignores clicks. */
  pending?: boolean;
};

/** A button. Its words start with a verb; "…" at the end means that a dialog asks more first. */
export function Button({
  variant = "default",
  size = "m",
  pending = false,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonStyle(variant, size, className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest["aria-disabled"]}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span className={cn("inline-flex items-center gap-1.5", pending && "opacity-0")}>
        {children}
      </span>
    </button>
  );
}
