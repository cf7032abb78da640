import Link from "next/link";
import type { Kept, SpendDto } from "@/server/dashboard/schemas";
import { priceHref } from "../prices/address";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { formatCount, formatMoney } from "../ui/numbers";
import { monthWord } from "./month-words";

const PRICES = priceHref({});

/** What the renewals of the coming days cost, and how prices moved this month. */
export function SpendCard({ spend: { value, at, isStale } }: { spend: Kept<SpendDto> }) {
  return (
    <Card
      title="Spend"
      note={
        isStale ? (
          <>
            as of <AgeText value={at} />
          </>
        ) : (
          "renewals at the prices that hold now"
        )
      }
      action={
        <LinkButton href={PRICES} variant="quiet" size="s">
          Prices
        </LinkButton>
      }
    >
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {value.totals.map((total) => (
          <Total key={total.days} {...total} />
        ))}
        <Moves moves={value.moves} />
      </dl>
    </Card>
  );
}

function Total({ days, names, sums, unpriced }: SpendDto["totals"][number]) {
  return (
    <div>
      <dt className="text-12 text-ink-3">Next {days} days</dt>
      {sums.length === 0 ? (
        <dd className="text-16 text-ink-3">No price known</dd>
      ) : (
        sums.map(({ currency, minor }) => (
          <dd key={currency} className="text-16 font-semibold">
            {formatMoney(minor, currency)}
          </dd>
        ))
      )}
      <dd className="text-12 text-ink-3">
        {formatCount(names)} {names === 1 ? "name" : "names"}
        {unpriced > 0 && `, ${formatCount(unpriced)} of them without a known price`}
      </dd>
    </div>
  );
}

function Moves({ moves: { since, up, down, newAlerts } }: { moves: SpendDto["moves"] }) {
  return (
    <div>
      <dt className="text-12 text-ink-3">Price changes in {monthWord(since.slice(0, 7))}</dt>
      <dd className="text-16 font-semibold">
        {formatCount(up)} up, {formatCount(down)} down
      </dd>
      <dd className="text-12 text-ink-3">
        {newAlerts === 0 ? (
          "No alert waits"
        ) : (
          <Link href={PRICES} prefetch={false} className="link">
            {formatCount(newAlerts)} {newAlerts === 1 ? "alert waits" : "alerts wait"}
          </Link>
        )}
      </dd>
    </div>
  );
}
