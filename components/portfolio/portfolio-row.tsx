import Link from "next/link";
import { memo } from "react";
import type { DomainRow } from "@/server/domains/schemas";
import { withQuery } from "../ui/with-query";
import { CELLS } from "./cells";
import type { ColumnKey } from "./columns";
import { PendingMark } from "./pending-mark";
import { RowBox } from "./row-box";
import { type SelectionHandle, useIsSelected } from "./use-selection";

/** On a phone a row is a card: name, state, day, lock, and what to look at. Cells without a class are left out there. */
const ON_PHONE: Partial<Record<ColumnKey, string>> = {
  status: "on-phone",
  renewBy: "on-phone",
  lock: "on-phone",
  look: "max-md:basis-full",
};

type PortfolioRowProps = {
  row: DomainRow;
  columns: readonly ColumnKey[];
  selection: SelectionHandle;
  /** The list it stands in, so that its page can lead to the names before and after it. */
  from: string;
};

/** One name. Its box and its link come first; everything else is text. Its look is said on the table. */
export const PortfolioRow = memo(function PortfolioRow({
  row,
  columns,
  selection,
  from,
}: PortfolioRowProps) {
  const isSelected = useIsSelected(selection, row.id);
  return (
    <tr data-selected={isSelected || undefined}>
      <td>
        <RowBox
          label={`Select ${row.nameUnicode}`}
          checked={isSelected}
          onChange={(event) => selection.press(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </td>
      <td>
        <Link href={withQuery(`/domains/${row.name}`, { from })} prefetch={false}>
          <NameText {...row} />
        </Link>
        <PendingMark {...row} />
      </td>
      {columns.map((key) => (
        <td key={key} className={ON_PHONE[key]}>
          {CELLS[key](row)}
        </td>
      ))}
    </tr>
  );
});

/** As DomainNameText, without a word of style. */
function NameText({ name, nameUnicode }: DomainRow) {
  const dot = nameUnicode.indexOf(".");
  const end = dot < 0 ? nameUnicode.length : dot;
  return (
    <span dir="ltr" title={name === nameUnicode ? undefined : name}>
      {nameUnicode.slice(0, end)}
      <i>{nameUnicode.slice(end)}</i>
    </span>
  );
}
