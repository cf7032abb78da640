/** One line of the results. `ours` and `floor` are in `unit`; a null `pass` is a figure without a target. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  /** What the same machine does at best, measured beside ours; null where there is no such thing. */
  readonly floor: number | null;
  readonly target: string;
  readonly pass: boolean | null;
};

const rounded = (value: number) => Number(value.toPrecision(value >= 1000 ? 4 : 3));

type Line = {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  readonly floor?: number;
  /** Passes when ours is at most this. */
  readonly atMost?: number;
  /** Passes when ours is at least this. */
  readonly atLeast?: number;
};

function judged({ ours, unit, atMost, atLeast }: Line): Pick<Figure, "target" | "pass"> {
  if (atMost !== undefined) return { target: `≤ ${atMost} ${unit}`.trim(), pass: ours <= atMost };
  if (atLeast !== undefined)
    return { target: `≥ ${atLeast} ${unit}`.trim(), pass: ours >= atLeast };
  return { target: "", pass: null };
}

/** Makes the lines of one benchmark. */
export const figures =
  (id: string) =>
  (line: Line): Figure => ({
    id,
    what: line.what,
    ours: rounded(line.ours),
    unit: line.unit,
    floor: line.floor === undefined ? null : rounded(line.floor),
    ...judged(line),
  });
