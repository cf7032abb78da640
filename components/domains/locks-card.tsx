import Link from "next/link";
import type { ReactNode } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { parseEppStatus } from "@/server/names/epp-status";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { meaningOf, setterOf } from "./status-words";
import { LOCK_WORDS, registrarName } from "./words";

/** What holds the name in place: its transfer lock, and every status code with its meaning and who set it. */
export function LocksCard({ domain }: { domain: DomainDetailDto }) {
  const registrar = registrarName(domain.registrar);
  return (
    <Card
      title="Locks and statuses"
      action={
        !domain.isKeptByHand && (
          <Link
            href={withQuery(`/transfers/out/${domain.name}`, {})}
            className="link inline-flex min-h-6 items-center text-12 pointer-coarse:min-h-11"
          >
            Transfer out…
          </Link>
        )
      }
    >
      <ul>
        <Row head={<LockWord domain={domain} />} aside="Transfer lock">
          {LOCK_MEANING[domain.lockState](registrar)}
        </Row>
        {domain.statuses.map((status) => {
          const known = parseEppStatus(status);
          return (
            <Row
              key={status}
              head={<code className="font-mono text-12 [overflow-wrap:anywhere]">{status}</code>}
              aside={`set by the ${setterOf(status)}`}
            >
              {known && meaningOf(known)}
            </Row>
          );
        })}
        {domain.unknownStatuses.map((status) => (
          <Row
            key={status}
            head={<code className="font-mono text-12 [overflow-wrap:anywhere]">{status}</code>}
            aside="unknown"
          >
            A word of {registrar}’s that we do not know, kept as it came.
          </Row>
        ))}
      </ul>
    </Card>
  );
}

const LOCK_MEANING: Readonly<Record<DomainDetailDto["lockState"], (registrar: string) => string>> =
  {
    locked: () => "No other registrar can take the name over while the lock is on.",
    unlocked: () => "Whoever has the auth code can move the name away.",
    unsupported: (registrar) => `${registrar} offers no transfer lock for this ending.`,
    unknown: (registrar) => `${registrar} has not said whether the name is locked.`,
  };

const TONE = { locked: "ok", unlocked: "warn", unsupported: "plain", unknown: "muted" } as const;

function LockWord({ domain }: { domain: DomainDetailDto }) {
  return <Status tone={TONE[domain.lockState]}>{LOCK_WORDS[domain.lockState]}</Status>;
}

type RowProps = { head: ReactNode; aside: string; children: ReactNode };

function Row({ head, aside, children }: RowProps) {
  return (
    <li className="border-line border-t py-2 first:border-t-0 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        {head}
        <span className="text-12 text-ink-3">{aside}</span>
      </p>
      {children && <p className="mt-0.5 text-12 text-ink-2">{children}</p>}
    </li>
  );
}
