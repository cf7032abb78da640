"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { makePlanAction } from "@/server/actions/plans";
import type { PlanChange } from "@/server/plans/schemas";
import type { PostCheckDto, TransferRowDto } from "@/server/transfers/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { Status } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { FIELD_WORDS } from "./words";

/** What the name had and what it has now, with a plan that sets right what differs. */
export function PostCheck({ row }: { row: TransferRowDto }) {
  const checks = row.track?.postCheck ?? [];
  return (
    <section aria-label={`Post-check of ${row.nameUnicode}`} className="pt-3">
      <h3 className="pb-1 font-medium">Post-check</h3>
      <ul className="grid gap-1.5">
        {checks.map((check) => (
          <li key={check.field} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <CheckStatus state={check.state} />
            <span className="font-medium">{FIELD_WORDS[check.field]}</span>
            <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
              <Comparison check={check} given={row.given} />
            </span>
            {row.domainId && (
              <SetRight check={check} domainId={row.domainId} name={row.nameUnicode} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CheckStatus({ state }: Pick<PostCheckDto, "state">) {
  if (state === "same") return <Status tone="ok">Same</Status>;
  if (state === "differs") return <Status tone="warn">Differs</Status>;
  return <Status tone="muted">Not known</Status>;
}

type ComparisonProps = { check: PostCheckDto; given: TransferRowDto["given"] };

function Comparison({ check: { field, state, before, after }, given }: ComparisonProps) {
  if (state === "differs")
    return (
      <>
        {field === "nameservers" && given ? "ordered " : "was "}
        <Value field={field} value={before} />, is <Value field={field} value={after} />
      </>
    );
  if (after === null || after === undefined) return <>The registrar does not tell.</>;
  return (
    <>
      <Value field={field} value={after} />
      {state === "unknown" && "; what it was before is not known"}
    </>
  );
}

function Value({ field, value }: { field: PostCheckDto["field"]; value: unknown }) {
  if (Array.isArray(value)) return <span className="font-mono text-12">{value.join(", ")}</span>;
  if (field === "expiry" && typeof value === "string") return <DateText value={value} />;
  if (typeof value === "boolean") return <>{value ? "on" : "off"}</>;
  return <>{String(value)}</>;
}

/** The change that sets a field back, or what usually is wanted; null where none does. */
function changeOf({ field, state, before, after }: PostCheckDto): PlanChange | null {
  // Nobody knows what it was, and a name that does not renew itself lapses.
  if (field === "autoRenew" && state === "unknown" && after === false)
    return { kind: "auto_renew_update", enabled: true };
  if (state !== "differs") return null;
  if (field === "nameservers" && Array.isArray(before))
    return { kind: "nameserver_update", nameservers: before.map(String) };
  if (field === "lock") return { kind: "lock_update", locked: true };
  if (field === "autoRenew" && typeof before === "boolean")
    return { kind: "auto_renew_update", enabled: before };
  return null;
}

type SetRightProps = { check: PostCheckDto; domainId: string; name: string };

/** Plans the way back; the plan is looked at and started on its own page. */
function SetRight({ check, domainId, name }: SetRightProps) {
  const { submit, isPending, failure } = useSubmission(makePlanAction);
  const [key] = useState(() => globalThis.crypto.randomUUID());
  const router = useRouter();
  const change = changeOf(check);
  if (!change) return null;
  const plan = async () => {
    const made = await submit({ key, selection: { ids: [domainId] }, change });
    if (made) router.push(withQuery(`/plans/${made.id}`, {}));
  };
  return (
    <>
      <Button size="s" pending={isPending} onClick={() => void plan()}>
        {check.state === "differs" ? "Set it right…" : "Switch it on…"}
        <span className="sr-only">
          {" "}
          {FIELD_WORDS[check.field]} of {name}
        </span>
      </Button>
      {failure && (
        <span role="alert" className="text-12 text-bad">
          {failure.message}
        </span>
      )}
    </>
  );
}
