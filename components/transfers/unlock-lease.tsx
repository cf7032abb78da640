"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { makePlanAction } from "@/server/actions/plans";
import type { DomainDetailDto, OperationDto } from "@/server/domains/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { SelectField } from "../ui/select-field";
import { Status } from "../ui/status";
import { TextField } from "../ui/text-field";
import { withQuery } from "../ui/with-query";

const DAY_MS = 86_400_000;
const LEASES = [
  { value: "1", label: "For a day" },
  { value: "7", label: "For a week" },
  { value: "30", label: "For 30 days" },
] as const;

type UnlockLeaseProps = { domain: DomainDetailDto; lock: OperationDto | undefined };

/** Lends a name unlocked until a day, as a plan that is looked at and started on its own page. */
export function UnlockLease({ domain, lock }: UnlockLeaseProps) {
  const { submit, isPending, failure, errorAt } = useSubmission(makePlanAction);
  const [key] = useState(() => globalThis.crypto.randomUUID());
  const [days, setDays] = useState<(typeof LEASES)[number]["value"]>("7");
  const router = useRouter();
  if (domain.lockState === "unlocked") return <Status tone="ok">It is off</Status>;
  if (!lock?.isPossible) return <p className="text-ink-2">{lock?.reason}</p>;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const purpose = String(new FormData(event.currentTarget).get("purpose") ?? "");
    const until = new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const made = await submit({
      key,
      selection: { ids: [domain.id] },
      change: { kind: "lock_update", locked: false, until, purpose },
    });
    if (made) router.push(withQuery(`/plans/${made.id}`, {}));
  };

  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
      <div role="alert" className="empty:hidden">
        {failure && <Notice tone="bad" title={failure.message} />}
      </div>
      <p className="text-ink-2">
        It is on. It can be switched off until a day; then it goes on again by itself.
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField label="How long" required choices={LEASES} value={days} onChange={setDays} />
        <TextField
          label="What for"
          name="purpose"
          required
          defaultValue="Transfer to another registrar"
          error={errorAt("change.purpose") ?? errorAt("purpose")}
        />
      </div>
      <div>
        <Button type="submit" pending={isPending}>
          Plan the unlocking…
        </Button>
      </div>
    </form>
  );
}
