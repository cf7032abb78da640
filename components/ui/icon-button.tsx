"use client";

import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonStyle } from "./button-style";
import { Spinner } from "./spinner";

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** What it does, for those who do not see the icon; also the native hint. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: "s" | "m";
  pending?: boolean;
};

const SIZE = { s: "size-7 p-0 pointer-coarse:size-11", m: "size-8 p-0 pointer-coarse:size-11" };

/** A square button with an icon alone. Use it only where the icon is known to everyone. */
export function IconButton({
  label,
  icon,
  variant = "quiet",
  size = "m",
  pending = false,
  className,
  type = "button",
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest["aria-disabled"]}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={buttonStyle(variant, "m", `${SIZE[size]} ${className ?? ""}`)}
    >
      {pending ? <Spinner /> : icon}
    </button>
  );
}
