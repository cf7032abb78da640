import { cn } from "./cn";

export type ButtonVariant = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "s" | "m" | "l";

const BASE =
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-s border font-medium whitespace-nowrap select-none no-underline transition-colors duration-100 aria-busy:cursor-progress disabled:cursor-not-allowed disabled:opacity-60 data-disabled:cursor-not-allowed data-disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 pointer-coarse:min-h-11";

const VARIANT: Readonly<Record<ButtonVariant, string>> = {
  primary:
    "border-accent bg-accent text-accent-ink hover:border-accent-hover hover:bg-accent-hover",
  default:
    "border-line-strong bg-panel text-ink hover:bg-sunken active:bg-line data-popup-open:bg-sunken",
  quiet:
    "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink active:bg-line data-popup-open:bg-sunken data-popup-open:text-ink",
  danger: "border-bad bg-bad text-accent-ink hover:border-bad-hover hover:bg-bad-hover",
};

const SIZE: Readonly<Record<ButtonSize, string>> = {
  s: "h-7 px-2.5 text-12",
  m: "h-8 px-3 text-13",
  l: "h-10 px-4 text-14",
};

/** The classes of everything that looks like a button, whatever element it is. */
export function buttonStyle(
  variant: ButtonVariant = "default",
  size: ButtonSize = "m",
  className?: string,
): string {
  return cn(BASE, VARIANT[variant], SIZE[size], className);
}
