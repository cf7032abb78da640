import { cn } from "./cn";

export type ButtonVariant = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "s" | "m" | "l";

const SIZE: Readonly<Record<ButtonSize, string>> = {
  s: "h-7 px-2.5 text-12",
  m: "h-8 px-3 text-13",
  l: "h-10 px-4 text-14",
};

/** The classes of everything that looks like a button, whatever element it is. The look itself stands in globals.css. */
export function buttonStyle(
  variant: ButtonVariant = "default",
  size: ButtonSize = "m",
  className?: string,
): string {
  return cn("button", `button-${variant}`, SIZE[size], className);
}
