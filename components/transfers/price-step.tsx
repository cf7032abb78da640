"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { applyPlanAction } from "@/server/actions/plans";
import { APPROVER_WORDS } from "@/server/approvals/schemas";
import type { PlanDto } from "@/server/plans/schemas";
import type { TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { useStepUp } from "../auth/use-step-up";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DomainNameText } from "../ui/domain-name-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { formatMoney } from "../ui/numbers";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { TextField } from "../ui/text-field";
import { withQuery } from "../ui/with-query";
import { Recheck } from "./preflight-step";
import { transferQueries } from "./queries";
import { stepHref } from "./steps";
import { namesWord, riskWord, ruleWord } from "./words";

const isOrdered = ({ verdict, isExcluded }: TransferRowDto) => verdict === "change" && !isExcluded;

/** Step 5: what it costs, what is left out, and the order itself. */
export function PriceStep({ transfer }: { transfer: TransferDto }) {
  const ordered = transfer.rows.filter(isOrdered);
  const left = transfer.rows.filter((row) => !isOrdered(row));
  return (
    <>
      {ordered.length > 0 && <Prices rows={ordered} />}
      {left.length > 0 && <LeftOut rows={left} />}
      <Card title="Order">
        {ordered.length === 0 ? (
          <p className="text-ink-2">
            Nothing is left to order: see above what is missing, and go back to give it.
          </p>
        ) : (
          <Order transfer={transfer} names={ordered.length} />
        )}
      </Card>
      <div>
        <LinkButton href={stepHref(transfer.plan.id, "nameservers")}>Back</LinkButton>
      </div>
    </>
  );
}

function Prices({ rows }: { rows: readonly TransferRowDto[] }) {
  return (
    <Card padded={false} title="Price" note="before taxes">
      <Table caption="Price of each name" stacked>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Time added</Th>
            <Th>Good to know</Th>
            <Th numeric>Price</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, nameUnicode, years, risks, costMinor, currency }) => (
            <Tr key={name}>
              <Td wrap phone="title" className="py-2.25">
                <DomainNameText name={nameUnicode} ascii={name} />
              </Td>
              <Td wrap className="py-2.25">
                {years === 0 ? "none" : `${years} ${years === 1 ? "year" : "years"}`}
              </Td>
              <Td wrap phone={risks.length > 0 ? "line" : "hidden"} className="py-2.25 text-ink-2">
                {risks.map(riskWord).join(" ")}
              </Td>
              <Td numeric wrap className="py-2.25 tabular-nums">
                {costMinor !== null && currency ? formatMoney(costMinor, currency) : "not told"}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function LeftOut({ rows }: { rows: readonly TransferRowDto[] }) {
  return (
    <Notice tone="info" title={`${namesWord(rows.length)} left out of the order.`}>
      <ul className="list-disc pl-5">
        {rows.map(({ name, nameUnicode, rule, detail }) => (
          <li key={name}>
            {nameUnicode}: {detail ?? (rule ? ruleWord(rule) : "taken out")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Orders the plan; where a fresh proof is asked for, it goes on by itself once it was given. */
function useOrder(plan: PlanDto) {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { guard, dialog } = useStepUp();
  const client = useQueryClient();
  const router = useRouter();
  const order = async (typed: string) => {
    if (isPending) return;
    setPending(true);
    setError(null);
    const input = { id: plan.id, hash: plan.hash, ...(plan.expected === null ? {} : { typed }) };
    try {
      await guard(() => settled<PlanDto>(applyPlanAction(input)));
      await client.invalidateQueries({ queryKey: transferQueries.list().queryKey });
      router.push(stepHref(plan.id, "follow-up"));
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError("internal", "That did not work."));
    } finally {
      setPending(false);
    }
  };
  return { order, isPending, error, dialog };
}

function Order({ transfer, names }: { transfer: TransferDto; names: number }) {
  const { plan } = transfer;
  const { order, isPending, error, dialog } = useOrder(plan);
  const [typed, setTyped] = useState("");
  if (plan.approval.isNeeded && plan.approval.approvedAt === null) return <Approval plan={plan} />;
  if (plan.isExpired)
    return (
      <Notice
        tone="info"
        title="It is too long ago that this was looked at."
        action={<Recheck id={plan.id} />}
      >
        Codes and choices stay; names and prices are looked at once more.
      </Notice>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void order(typed);
  };
  return (
    <>
      <form method="post" noValidate className="grid gap-4" onSubmit={submit}>
        <div role="alert" className="empty:hidden">
          {error && !error.fields.typed && <Notice tone="bad" title={error.message} />}
        </div>
        {plan.expected !== null && (
          <TextField
            className="max-w-110"
            label={`Type ${plan.expected} to order ${namesWord(names)}`}
            required
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            error={error?.fields.typed}
          />
        )}
        <p className="text-ink-2">
          Each name is ordered once, whatever breaks on the way: an order that gets no answer is
          looked for at the registrar, never sent again. If a price has risen, nothing is sent.
        </p>
        <div>
          <Button type="submit" variant="primary" pending={isPending}>
            Order {namesWord(names)}
          </Button>
        </div>
      </form>
      {dialog}
    </>
  );
}

function Approval({ plan }: { plan: PlanDto }) {
  return (
    <Notice
      tone="info"
      title={
        plan.approval.refusedAt
          ? "It was refused."
          : plan.isOwn
            ? `Before it is ordered, ${APPROVER_WORDS[plan.approval.rule?.approver ?? "house"]} must agree.`
            : `${plan.requestedBy.name} waits for a yes or a no.`
      }
      action={
        plan.isOwn ? undefined : (
          <LinkButton size="s" href={withQuery(`/plans/${plan.id}`, {})}>
            Look at the plan
          </LinkButton>
        )
      }
    >
      {plan.approval.comment
        ? `${plan.approval.refusedBy?.name ?? "They"} said: “${plan.approval.comment}”`
        : "Whatever is changed after a yes needs another one."}
    </Notice>
  );
}
