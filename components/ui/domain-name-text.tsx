import { cn } from "./cn";

type DomainNameTextProps = {
  /** As people read it (U-labels). */
  name: string;
  /** As it is registered (A-labels), told on hover where it differs. */
  ascii?: string | undefined;
  className?: string;
};

/** A registrable name: the label strong, what stands behind it soft. */
export function DomainNameText({ name, ascii, className }: DomainNameTextProps) {
  const dot = name.indexOf(".");
  const end = dot < 0 ? name.length : dot;
  return (
    <span
      dir="ltr"
      title={ascii && ascii !== name ? ascii : undefined}
      className={cn("font-medium text-ink [overflow-wrap:anywhere]", className)}
    >
      {name.slice(0, end)}
      <span className="font-normal text-ink-3">{name.slice(end)}</span>
    </span>
  );
}
