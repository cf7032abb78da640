"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { cancelPlanAction } from "@/server/actions/plans";
import { recheckTransferAction } from "@/server/actions/transfers";
import type { TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { settled } from "../query/settled";
import { useSubmission } from "../query/use-submission";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { DomainNameText } from "../ui/domain-name-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { formatMoney } from "../ui/numbers";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { CheckList } from "./check-list";
import { OwnCodes } from "./own-codes";
import { transferQueries } from "./queries";
import { stepHref } from "./steps";
import { namesWord, PREFLIGHT_WORDS } from "./words";

const ORDER = ["pass", "fix", "wait", "impossible"] as const;

const goesOn = ({ preflight, rule }: TransferRowDto) => preflight === "pass" && rule !== "same";

function countsOf(rows: readonly TransferRowDto[]): string {
  const here = rows.filter(({ rule }) => rule === "same").length;
  const counts = ORDER.flatMap((verdict) => {
    const count = rows.filter(({ preflight, rule }) => preflight === verdict && rule !== "same");
    return count.length > 0
      ? [`${count.length} ${PREFLIGHT_WORDS[verdict].word.toLowerCase()}`]
      : [];
  });
  return [...counts, ...(here > 0 ? [`${here} here already`] : [])].join(" · ");
}

/** Step 2: of every name what speaks for and against it, and who says so. */
export function PreflightStep({ transfer }: { transfer: TransferDto }) {
  const { rows, plan, problems } = transfer;
  const passing = rows.filter(goesOn).length;
  return (
    <>
      {problems.length > 0 && <LeftOut problems={problems} />}
      <OwnCodes transfer={transfer} />
      <Card
        padded={false}
        title="Pre-flight"
        note={countsOf(rows)}
        action={<Recheck id={plan.id} />}
      >
        <Table caption="Pre-flight of the names" stacked>
          <thead>
            <tr>
              <Th>Verdict</Th>
              <Th>Name</Th>
              <Th>Why, or what it brings</Th>
              <Th>Earliest</Th>
              <Th>Checks</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreflightRow key={row.name} row={row} />
            ))}
          </tbody>
        </Table>
      </Card>
      <p className="text-12 text-ink-3">
        What nobody told is not guessed: of names in other hands little can be read before they are
        here. Their registrars look at the rest themselves.
      </p>
      <div className="flex flex-wrap gap-2">
        {passing > 0 ? (
          <LinkButton href={stepHref(plan.id, "codes")} variant="primary">
            Go on with {namesWord(passing)}
          </LinkButton>
        ) : (
          <p className="text-ink-2">
            No name can be transferred now. Mend what is told above, then check again.
          </p>
        )}
        <GiveUp id={plan.id} />
      </div>
    </>
  );
}

function LeftOut({ problems }: { problems: TransferDto["problems"] }) {
  return (
    <Notice
      tone="warn"
      title={
        problems.length === 1 ? "One line needs a look." : `${problems.length} lines need a look.`
      }
    >
      <ul className="list-disc pl-5">
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            Line {line}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What a name that may come would cost and get. */
function offer({ years, costMinor, currency }: TransferRowDto): string {
  const time = years === 0 ? "Adds no time" : `Adds ${years} ${years === 1 ? "year" : "years"}`;
  const price = costMinor !== null && currency ? formatMoney(costMinor, currency) : null;
  return price ? `${time}, ${price}` : `${time}; its price is not told`;
}

function PreflightRow({ row }: { row: TransferRowDto }) {
  const { word, tone, icon } = PREFLIGHT_WORDS[row.preflight];
  const isHere = row.rule === "same";
  const told = row.checks.find(({ state }) => state === row.preflight);
  const why = isHere ? row.detail : row.preflight === "pass" ? offer(row) : told?.text;
  return (
    <Tr>
      <Td wrap phone="line" className="py-2.25 whitespace-nowrap">
        {isHere ? (
          <Status tone="muted" icon="ban">
            Here already
          </Status>
        ) : (
          <Status tone={tone} {...(icon ? { icon } : {})}>
            {word}
          </Status>
        )}
      </Td>
      <Td wrap phone="title" className="py-2.25">
        <DomainNameText name={row.nameUnicode} ascii={row.name} />
        {row.losingAccount && !isHere && (
          <span className="block text-12 text-ink-3">now in our account {row.losingAccount}</span>
        )}
      </Td>
      <Td wrap phone={why ? "line" : "hidden"} className="py-2.25 text-ink-2">
        {why}
      </Td>
      <Td wrap phone={row.earliestAt ? "line" : "hidden"} className="py-2.25">
        {row.earliestAt && <DateText value={row.earliestAt} distance />}
      </Td>
      <Td wrap phone="line" className="py-2.25 text-12 text-ink-2">
        <CheckList name={row.nameUnicode} checks={row.checks} />
      </Td>
    </Tr>
  );
}

/** Looks once more: what is told of a name grows old. */
export function Recheck({ id, label = "Check again" }: { id: string; label?: string }) {
  const { submit, isPending, failure } = useSubmission(recheckTransferAction);
  const client = useQueryClient();
  const look = async () => {
    const told = await submit({ id });
    if (told) client.setQueryData(transferQueries.one(id).queryKey, told);
  };
  return (
    <>
      {failure && (
        <span role="alert" className="text-12 text-bad">
          {failure.message}
        </span>
      )}
      <Button size="s" pending={isPending} onClick={() => void look()}>
        {label}
      </Button>
    </>
  );
}

function GiveUp({ id }: { id: string }) {
  const router = useRouter();
  const client = useQueryClient();
  return (
    <AlertDialog
      trigger={<Button variant="quiet">Give up…</Button>}
      title="Give this transfer up?"
      description="Nothing was ordered. The codes that were given are forgotten at once."
      confirm="Give up"
      danger
      onConfirm={async () => {
        await settled(cancelPlanAction({ id }));
        await client.invalidateQueries({ queryKey: transferQueries.list().queryKey });
        router.push("/transfers");
      }}
    />
  );
}
