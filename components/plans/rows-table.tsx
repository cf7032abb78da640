"use client";

import type { Route } from "next";
import { useRef } from "react";
import type { PlanDto, PlanRowDto } from "@/server/plans/schemas";
import { OperationStatus } from "../operations/operation-status";
import { useRowKeys } from "../shell/use-row-keys";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { DomainNameText } from "../ui/domain-name-text";
import { Flag } from "../ui/flag";
import { formatMoney } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { NowCell, ThenCell } from "./change-cells";
import { DnsCell } from "./dns/dns-cell";
import { riskWords, VERDICT_WORDS } from "./words";

export type Excluding = {
  /** Takes rows out of the plan, or back in. */
  readonly set: (names: readonly string[], isExcluded: boolean) => void;
  /** The same with all rows that a filter shows, on this page and others. */
  readonly setShown: (filter: string, isExcluded: boolean) => void;
};

type RowsTableProps = {
  plan: PlanDto;
  rows: readonly PlanRowDto[];
  isBusy: boolean;
  /** Null where rows can no longer be taken out. */
  excluding: Excluding | null;
};

/**
 * The names of a plan: what each has, what it is to get, and how that stands. On a phone each is a card.
 * What the DNS says takes room: then things to think of stand with the verdict.
 */
export function RowsTable({ plan, rows, isBusy, excluding }: RowsTableProps) {
  const area = useRef<HTMLDivElement>(null);
  useRowKeys(area);
  const isPaid = plan.costs.length > 0;
  return (
    <div ref={area}>
      <Table caption="Names of the plan" stacked stickyHead busy={isBusy}>
        <thead>
          <tr>
            {excluding && (
              <Th className="w-9">
                <PageBox rows={rows} excluding={excluding} />
              </Th>
            )}
            <Th>Name</Th>
            <Th>Now</Th>
            <Th>Then</Th>
            <Th>{plan.appliedAt ? "State" : "Verdict"}</Th>
            {plan.dns && <Th>DNS</Th>}
            {!plan.dns && <Th>To think of</Th>}
            {isPaid && <Th numeric>Cost</Th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.position} plan={plan} row={row} excluding={excluding} isPaid={isPaid} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const changes = (row: PlanRowDto) => row.verdict === "change";

function PageBox({ rows, excluding }: { rows: readonly PlanRowDto[]; excluding: Excluding }) {
  const able = rows.filter(changes);
  const kept = able.filter(({ isExcluded }) => !isExcluded).length;
  if (able.length === 0) return <span className="sr-only">In the plan</span>;
  return (
    <Checkbox
      label="All names of this page are in the plan"
      labelHidden
      checked={kept === able.length}
      indeterminate={kept > 0 && kept < able.length}
      onChange={(event) =>
        excluding.set(
          able.map(({ name }) => name),
          !event.target.checked,
        )
      }
    />
  );
}

type RowProps = {
  plan: PlanDto;
  row: PlanRowDto;
  excluding: Excluding | null;
  isPaid: boolean;
};

function Row({ plan, row, excluding, isPaid }: RowProps) {
  return (
    <Tr className={row.isExcluded ? "text-ink-3" : ""}>
      {excluding && (
        <Td phone="start" wrap className="py-2">
          {changes(row) && (
            <Checkbox
              label={`${row.nameUnicode} is in the plan`}
              labelHidden
              checked={!row.isExcluded}
              onChange={(event) => excluding.set([row.name], !event.target.checked)}
            />
          )}
        </Td>
      )}
      <Td phone="title" wrap className="py-2 [overflow-wrap:anywhere] md:min-w-60 md:max-w-80">
        <RowLink href={`/domains/${row.name}` as Route} prefetch={false}>
          <DomainNameText name={row.nameUnicode} ascii={row.name} />
        </RowLink>
        <p className="text-12 text-ink-3">{row.account ?? "no account"}</p>
      </Td>
      <Td phone="line" wrap className="py-2">
        <PhoneLabel>Now</PhoneLabel>
        {isNowhere(plan, row) ? "–" : <NowCell kind={plan.kind} {...sidesOf(row)} />}
      </Td>
      <Td phone="line" wrap className="py-2">
        <PhoneLabel>Then</PhoneLabel>
        <ThenCell kind={plan.kind} {...sidesOf(row)} />
      </Td>
      <Td phone="line" wrap className="py-2 md:min-w-44 md:max-w-80">
        <Standing row={row} />
        {plan.dns && <Risks row={row} className="mt-1" />}
      </Td>
      {plan.dns && (
        <Td phone="line" wrap className="py-2 md:min-w-64">
          <PhoneLabel>DNS</PhoneLabel>
          <DnsCell dns={row.dns} />
          {row.parentSeenAt && (
            <Status tone="ok" icon="check" className="text-12">
              Seen at the parent
            </Status>
          )}
        </Td>
      )}
      {!plan.dns && (
        <Td className="py-2 align-baseline max-md:empty:hidden!">
          <Risks row={row} />
        </Td>
      )}
      {isPaid && (
        <Td numeric wrap className="whitespace-nowrap py-2">
          {row.costMinor !== null && row.currency && formatMoney(row.costMinor, row.currency)}
        </Td>
      )}
    </Tr>
  );
}

const sidesOf = ({ before, after }: PlanRowDto) => ({ before, after });

/** What is new has nothing now; where it cannot be had, the verdict says what there is. */
const isNowhere = ({ kind }: PlanDto, { verdict }: PlanRowDto) =>
  kind === "register" && verdict !== "change";

function PhoneLabel({ children }: { children: string }) {
  return <span className="mr-2 text-12 text-ink-3 md:hidden">{children}</span>;
}

const VERDICT_LOOK = {
  change: { tone: "plain", icon: "dot" },
  same: { tone: "muted", icon: "check" },
  skipped: { tone: "warn", icon: "warning" },
  impossible: { tone: "muted", icon: "ban" },
} as const;

/** Before it started: the verdict. Afterwards: what became of it, and what the registrar said. */
function Standing({ row }: { row: PlanRowDto }) {
  const { operation, verdict, detail, isExcluded } = row;
  if (operation)
    return (
      <>
        <OperationStatus operation={operation} />
        {operation.errorMessage && (
          <p className="text-12 text-ink-2 [overflow-wrap:anywhere]">{operation.errorMessage}</p>
        )}
      </>
    );
  if (isExcluded)
    return (
      <Status tone="muted" icon="ban">
        Left out
      </Status>
    );
  const { tone, icon } = VERDICT_LOOK[verdict];
  return (
    <>
      <Status tone={tone} icon={icon}>
        {VERDICT_WORDS[verdict]}
      </Status>
      {detail && <p className="text-12 text-ink-2 [overflow-wrap:anywhere]">{detail}</p>}
    </>
  );
}

function Risks({ row, className }: { row: PlanRowDto; className?: string }) {
  if (row.risks.length === 0) return null;
  return (
    <ul className={cn("flex flex-wrap gap-1", className)}>
      {row.risks.map((risk) => {
        const { tone, word } = riskWords(risk);
        return (
          <li key={risk}>
            <Flag tone={tone}>{word}</Flag>
          </li>
        );
      })}
    </ul>
  );
}
