"use client";

import { ArrowDown, ArrowUp, Pencil, ShieldQuestionMark, Trash2 } from "lucide-react";
import { useState } from "react";
import { orderApprovalRulesAction, removeApprovalRuleAction } from "@/server/actions/approvals";
import type { ApprovalRuleDto } from "@/server/approvals/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { PageHeader } from "../shell/page-header";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { useToast } from "../ui/toast";
import { type PartnerChoice, RuleForm } from "./rule-form";

type Rules = readonly ApprovalRuleDto[];
type RulesScreenProps = { initial: Rules; partners: readonly PartnerChoice[] };
type Step =
  | { readonly what: "add" }
  | { readonly what: "change" | "remove"; readonly rule: ApprovalRuleDto }
  | null;

/** Which plans a second person must agree to: rules that are read from the top, the first that fits decides. */
export function RulesScreen({ initial, partners }: RulesScreenProps) {
  const [rules, setRules] = useState(initial);
  const [step, setStep] = useState<Step>(null);
  const { move, dialog } = useOrder(rules, setRules);
  const close = () => setStep(null);
  const active = rules.filter(({ isActive }) => isActive).length;
  return (
    <>
      <PageHeader
        title="Approvals"
        facts={`${active} ${active === 1 ? "rule" : "rules"} in force`}
        summary="Rules are read from the top; the first one that fits a plan decides who must agree to it. A plan keeps the rule it was held back by as it stood, for 24 hours. Nobody agrees to a plan of their own."
        actions={
          <Button variant="primary" onClick={() => setStep({ what: "add" })}>
            Add a rule…
          </Button>
        }
      />
      <Card padded={false}>
        {rules.length === 0 ? (
          <EmptyState icon={<ShieldQuestionMark />} title="No rule stands.">
            Every plan starts as soon as whoever made it says so. Add a rule to have a second person
            look first.
          </EmptyState>
        ) : (
          <RulesTable rules={rules} onStep={setStep} onMove={move} />
        )}
      </Card>
      {dialog}
      {step && step.what !== "remove" && (
        <RuleForm
          {...(step.what === "change" ? { rule: step.rule } : {})}
          partners={partners}
          onClose={close}
          onSaved={setRules}
        />
      )}
      {step?.what === "remove" && (
        <RemoveRule rule={step.rule} onClose={close} onRemoved={setRules} />
      )}
    </>
  );
}

/** Puts a rule one place up or down; who may have to agree changes with it, so it is asked who does it. */
function useOrder(rules: Rules, onOrdered: (rules: Rules) => void) {
  const { guard, dialog } = useStepUp();
  const toast = useToast();
  const move = async (from: number, by: -1 | 1) => {
    const ids = rules.map(({ id }) => id);
    const [id] = ids.splice(from, 1);
    if (!id) return;
    ids.splice(from + by, 0, id);
    try {
      onOrdered(await guard(() => settled<Rules>(orderApprovalRulesAction({ ids }))));
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : "Not moved.", tone: "bad" });
    }
  };
  return { move, dialog };
}

type RulesTableProps = {
  rules: Rules;
  onStep: (step: Step) => void;
  onMove: (from: number, by: -1 | 1) => Promise<void>;
};

function RulesTable({ rules, onStep, onMove }: RulesTableProps) {
  return (
    <Table caption="Rules about approvals, in the order they are read" stacked>
      <thead>
        <tr>
          <Th numeric>Order</Th>
          <Th>Rule</Th>
          <Th>State</Th>
          <Th labelHidden>Actions</Th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule, index) => (
          <Tr key={rule.id}>
            <Td numeric muted phone="hidden">
              {index + 1}
            </Td>
            <Td wrap phone="line">
              <span className="font-medium">{rule.name}</span>
              <span className="block text-12 text-ink-2">{rule.words}</span>
            </Td>
            <Td>
              {rule.isActive ? (
                <Status tone="ok">In force</Status>
              ) : (
                <Status tone="muted" icon="ban">
                  Switched off
                </Status>
              )}
            </Td>
            <Td className="text-right max-md:ml-auto">
              <span className="inline-flex gap-1">
                <IconButton
                  label={`Read ${rule.name} earlier`}
                  icon={<ArrowUp />}
                  size="s"
                  variant="quiet"
                  disabled={index === 0}
                  onClick={() => void onMove(index, -1)}
                />
                <IconButton
                  label={`Read ${rule.name} later`}
                  icon={<ArrowDown />}
                  size="s"
                  variant="quiet"
                  disabled={index === rules.length - 1}
                  onClick={() => void onMove(index, 1)}
                />
                <IconButton
                  label={`Change ${rule.name}`}
                  icon={<Pencil />}
                  size="s"
                  variant="quiet"
                  onClick={() => onStep({ what: "change", rule })}
                />
                <IconButton
                  label={`Remove ${rule.name}`}
                  icon={<Trash2 />}
                  size="s"
                  variant="quiet"
                  onClick={() => onStep({ what: "remove", rule })}
                />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

type RemoveRuleProps = {
  rule: ApprovalRuleDto;
  onClose: () => void;
  onRemoved: (rules: Rules) => void;
};

function RemoveRule({ rule, onClose, onRemoved }: RemoveRuleProps) {
  const { guard, dialog } = useStepUp();
  const toast = useToast();
  const remove = async () => {
    onRemoved(await guard(() => settled<Rules>(removeApprovalRuleAction({ id: rule.id }))));
    toast({ title: `${rule.name} is removed.` });
  };
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${rule.name}?`}
      description="Plans that were held back by it keep it; new plans are weighed by the other rules."
      confirm="Remove rule"
      danger
      onConfirm={remove}
    >
      {dialog}
    </AlertDialog>
  );
}
