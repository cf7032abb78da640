import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { TableRegion } from "./table-region";

type TableProps = {
  /** Names the table and its scroll region; hidden from the eye. */
  caption: string;
  /** Rows become cards below 768 px: then give each Td its `phone`. */
  stacked?: boolean;
  /** Cells are being fetched; the head stays real. */
  busy?: boolean;
  /** Keeps the head in sight while the page scrolls. */
  stickyHead?: boolean;
  className?: string;
  children: ReactNode;
};

const STACKED =
  "max-md:block max-md:[&_tbody]:block max-md:[&_thead]:sr-only max-md:[&_tr]:flex max-md:[&_tr]:flex-wrap max-md:[&_tr]:items-center max-md:[&_tr]:gap-x-3 max-md:[&_tr]:gap-y-1 max-md:[&_tr]:border-line max-md:[&_tr]:border-b max-md:[&_tr]:px-3.5 max-md:[&_tr]:py-2.5 max-md:[&_tr:last-child]:border-b-0 max-md:[&_td]:block max-md:[&_td]:h-auto max-md:[&_td]:border-0 max-md:[&_td]:p-0 max-md:[&_td]:text-left max-md:[&_td]:whitespace-normal";

/** A native table in a named region that scrolls sideways when it must, and only then takes focus. */
export function Table({
  caption,
  stacked = false,
  busy = false,
  stickyHead = false,
  className,
  children,
}: TableProps) {
  return (
    <TableRegion label={caption} busy={busy}>
      <table
        className={cn(
          "w-full border-separate border-spacing-0 [&_tbody_tr:last-child>td]:border-b-0 md:[&_:is(td,th):first-child]:pl-3.5 md:[&_:is(td,th):last-child]:pr-3.5",
          stacked && STACKED,
          stickyHead &&
            "group-data-[fits]/region:[&_th]:sticky group-data-[fits]/region:[&_th]:top-12 group-data-[fits]/region:[&_th]:z-10",
          className,
        )}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </TableRegion>
  );
}

type TrProps = ComponentProps<"tr"> & { selected?: boolean };

/** A row. `selected` tints it; the checkbox inside is what says so. */
export function Tr({ selected = false, className, ...rest }: TrProps) {
  return (
    <tr
      {...rest}
      data-selected={selected || undefined}
      className={cn(
        "group/row hover:bg-bg data-selected:bg-accent-soft has-[a:focus-visible]:bg-bg",
        className,
      )}
    />
  );
}

type TdProps = ComponentProps<"td"> & {
  /** Right-aligned figures. */
  numeric?: boolean;
  muted?: boolean;
  /** Wraps instead of staying on one line; the first lines of such cells stand on one baseline. */
  wrap?: boolean;
  /**
   * In a stacked table below 768 px: the checkbox before the title, the title itself, a line of its own, left out, or
   * (default) in the flow below the title.
   */
  phone?: "start" | "title" | "line" | "hidden" | "flow";
};

const PHONE = {
  start: "align-top max-md:-ml-3 max-md:flex-none",
  title: "max-md:min-w-0 max-md:flex-[1_1_70%]",
  line: "max-md:basis-full",
  hidden: "max-md:hidden!",
  flow: "",
};

/** A cell. */
export function Td({
  numeric = false,
  muted = false,
  wrap = false,
  phone = "flow",
  className,
  ...rest
}: TdProps) {
  return (
    <td
      {...rest}
      className={cn(
        "h-row border-line border-b px-3 py-1",
        wrap ? "align-baseline" : "whitespace-nowrap",
        numeric && "text-right",
        muted && "text-ink-3",
        PHONE[phone],
        className,
      )}
    />
  );
}
