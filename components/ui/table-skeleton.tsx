import { Skeleton } from "./skeleton";
import { Td, Tr } from "./table";

type TableSkeletonProps = {
  /** One width class per column, such as "w-24"; an empty string leaves the cell empty. */
  columns: readonly string[];
  rows?: number;
};

/** Rows on their way, as high as real ones: put them into the tbody of a `busy` Table. */
export function TableSkeleton({ columns, rows = 12 }: TableSkeletonProps) {
  const keyed = columns.map((width, column) => ({ width, key: `c${column}` }));
  return Array.from({ length: rows }, (_, row) => `r${row}`).map((key) => (
    <Tr key={key}>
      {keyed.map((column) => (
        <Td key={column.key}>{column.width && <Skeleton className={column.width} />}</Td>
      ))}
    </Tr>
  ));
}
