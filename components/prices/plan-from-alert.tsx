"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { planFromAlertAction } from "@/server/actions/prices";
import type { PriceAlertDto } from "@/server/prices/alerts/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { formatCount, formatMoney } from "../ui/numbers";
import { SelectField } from "../ui/select-field";

const CHOICES = Array.from({ length: 9 }, (_none, index) => ({
  value: String(index + 1),
  label: index === 0 ? "1 year" : `${index + 1} years`,
}));

const names = (count: number) => `${formatCount(count)} ${count === 1 ? "name" : "names"}`;

/** Renew the names an alert bears on, or let them go: either is a plan that is looked at before anything is sent. */
export function PlanFromAlert({ alert }: { alert: PriceAlertDto }) {
  return (
    <>
      <Renew alert={alert} />
      <LetGo alert={alert} />
    </>
  );
}

/** One way to a plan: asked once with one key, however often the button is hit. */
function usePlan(alert: PriceAlertDto) {
  const [key] = useState(() => crypto.randomUUID());
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const { submit, isPending, failure, reset } = useSubmission(planFromAlertAction);
  const plan = async (change: Parameters<typeof planFromAlertAction>[0]["change"]) => {
    const made = await submit({
      key: `${key}-${change.kind}-${"years" in change ? change.years : 0}`,
      alertId: alert.id,
      change,
    });
    if (made) router.push(`/plans/${made.planId}` as Route);
  };
  const onOpenChange = (open: boolean) => {
    setOpen(open);
    reset();
  };
  return {
    plan,
    dialog: { open: isOpen, onOpenChange, pending: isPending, problem: failure?.message },
  };
}

function Renew({ alert }: { alert: PriceAlertDto }) {
  const { plan, dialog } = usePlan(alert);
  const isAhead = alert.effectiveOn !== null;
  const old = alert.oldMinor;
  return (
    <FormDialog
      {...dialog}
      trigger={<Button variant="primary">Renew now…</Button>}
      title={`Renew ${names(alert.names)}`}
      description={
        isAhead && old !== null
          ? `While a year still costs ${formatMoney(old, alert.oldCurrency ?? alert.currency)}. You see the sum and every name before anything is ordered.`
          : "You see the sum and every name before anything is ordered."
      }
      confirm="Preview the renewal"
      onSubmit={(form) => void plan({ kind: "renew", years: Number(form.get("years") ?? 1) })}
    >
      <SelectField label="For" name="years" required choices={CHOICES} defaultValue="1" />
    </FormDialog>
  );
}

function LetGo({ alert }: { alert: PriceAlertDto }) {
  const { plan, dialog } = usePlan(alert);
  return (
    <FormDialog
      {...dialog}
      trigger={<Button>Let go…</Button>}
      title={`Let ${names(alert.names)} go`}
      description="Automatic renewal is to be switched off. You see every name before anything is sent; those that you want to keep can be taken out."
      confirm="Preview the change"
      onSubmit={() => void plan({ kind: "let_go" })}
    >
      <p className="text-ink-2">A name that is not renewed by anybody lapses after its expiry.</p>
    </FormDialog>
  );
}
