import type { NamePriceDto } from "@/server/prices/names/schemas";
import { formatMoney } from "../ui/numbers";

type SparklineProps = { points: NamePriceDto["history"] };

const [WIDTH, HEIGHT, PAD] = [240, 36, 3];

/** How a price moved, in little: the words beside it say the same. */
export function Sparkline({ points }: SparklineProps) {
  const currency = points.at(-1)?.currency;
  const own = points.filter((point) => point.currency === currency);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || own.length < 2) return null;
  const [from, until] = [Date.parse(first.at), Date.parse(last.at)];
  const minors = own.map(({ minor }) => minor);
  const [least, most] = [Math.min(...minors), Math.max(...minors)];
  const x = (at: string) =>
    Math.round(((Date.parse(at) - from) / Math.max(1, until - from)) * (WIDTH - 24));
  const y = (minor: number) =>
    Math.round(PAD + (1 - (minor - least) / Math.max(1, most - least)) * (HEIGHT - 2 * PAD));
  const steps = own.slice(1).map(({ at, minor }) => `H${x(at)}V${y(minor)}`);
  return (
    <p className="mt-2 grid gap-1 text-12 text-ink-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        aria-hidden="true"
        className="h-9 w-full text-accent"
        preserveAspectRatio="none"
      >
        <path
          d={`M0 ${y(first.minor)}${steps.join("")}H${WIDTH}`}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {own.length - 1} {own.length === 2 ? "move" : "moves"}: from{" "}
      {formatMoney(first.minor, first.currency)} to {formatMoney(last.minor, last.currency)}.
    </p>
  );
}
