"use client";

import { DateText } from "../../ui/date-text";
import { formatMoney } from "../../ui/numbers";
import { Table, Td, Tr } from "../../ui/table";
import { Th } from "../../ui/table-head";
import { movedBy } from "./sentences";
import type { Point, Series } from "./steps";

const SOURCES = {
  registrar: "told by the registrar",
  file: "from a file",
  hand: "entered by hand",
};

/** Every price there was, the newest first. */
export function HistoryTable({ series, title }: { series: readonly Series[]; title: string }) {
  const rows = series
    .flatMap(({ account, points }) =>
      points.map((point, index) => ({ account, point, before: points[index - 1] })),
    )
    .sort((one, other) => (one.point.at < other.point.at ? 1 : -1));
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>From</Th>
          <Th>Account</Th>
          <Th numeric>A year</Th>
          <Th numeric>Change</Th>
          <Th>How we know</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ account, point, before }) => (
          <Tr key={`${account}${point.at}`}>
            <Td>
              <DateText value={point.at} />
            </Td>
            <Td>{account}</Td>
            <Td numeric>{formatMoney(point.minor, point.currency)}</Td>
            <Td numeric muted>
              {changeOf(before, point)}
            </Td>
            <Td muted>{SOURCES[point.source]}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function changeOf(before: Point | undefined, point: Point): string {
  if (!before) return "first";
  if (before.currency !== point.currency) return `was ${before.currency}`;
  const by = movedBy(before.minor, point.minor);
  return `${point.minor < before.minor ? "−" : "+"}${by || formatMoney(point.minor, point.currency)}`;
}
