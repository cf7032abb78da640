import { cn } from "./cn";
import { formatMoney } from "./numbers";

type MoneySumsProps = {
  sums: readonly { readonly minor: number; readonly currency: string }[];
  className?: string;
};

/** Amounts in several currencies below each other, by their decimals: they are never added up. */
export const MoneySums = ({ sums, className }: MoneySumsProps) => (
  <span className={cn("inline-grid grid-cols-[auto_auto] justify-start gap-x-[0.3em]", className)}>
    {sums.map(({ minor, currency }) => (
      <span key={currency} className="contents">
        <span className="text-right tabular-nums">
          {formatMoney(minor, currency).slice(0, -currency.length - 1)}
        </span>{" "}
        <span>{currency}</span>
      </span>
    ))}
  </span>
);
