import Link from "next/link";
import type { Kept, SpendDto } from "@/server/dashboard/schemas";
import { priceHref } from "../prices/address";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { MoneySums } from "../ui/money-sums";
import { formatCount } from "../ui/numbers";
import { monthWord } from "./month-words";

const PRICES = priceHref({});
/** Where it stands which names have no price; prices are asked for, or brought in, one tab beside. */
const UNPRICED = priceHref({ tab: "names", only: "unknown" });

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
      {sums.length > 0 ? (
        <dd className="text-16 font-semibold">
          <MoneySums sums={sums} />
        </dd>
      ) : (
        <dd className="text-16 text-ink-3">
          {names === 0 ? "Nothing to renew" : "No price known"}
        </dd>
      )}
      <dd className="text-12 text-ink-3">
        {names > 0 && `${formatCount(names)} ${names === 1 ? "name" : "names"}`}
        {unpriced > 0 && (
          <>
            ,{" "}
            <Link href={UNPRICED} prefetch={false} className="link">
              {unpriced === names
                ? "none with a price"
                : `${formatCount(unpriced)} without a price`}
            </Link>
          </>
        )}
      </dd>
    </div>
  );
}

function Moves({ moves: { since, up, down, newAlerts } }: { moves: SpendDto["moves"] }) {
  return (
    <div>
      <dt className="text-12 text-ink-3">Price changes in {monthWord(since.slice(0, 7))}</dt>
      {up + down === 0 ? (
        <dd className="text-16 text-ink-3">None</dd>
      ) : (
        <dd className="text-16 font-semibold tabular-nums">
          {formatCount(up)} up, {formatCount(down)} down
        </dd>
      )}
      <dd className="text-12 text-ink-3">
        {newAlerts === 0 ? (
          "No alert waits"
        ) : (
          <Link
            href={PRICES}
            prefetch={false}
            className="link inline-flex min-h-6 items-center gap-1 pointer-coarse:min-h-11"
          >
            {formatCount(newAlerts)} {newAlerts === 1 ? "alert waits" : "alerts wait"}
          </Link>
        )}
      </dd>
    </div>
  );
}
