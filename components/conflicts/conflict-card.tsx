"use client";

import { Undo2 } from "lucide-react";
import type { Ref } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import type { ApiError } from "../query/api-error";
import { AgeText } from "../ui/age-text";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { DomainNameText } from "../ui/domain-name-text";
import { Flag } from "../ui/flag";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { RowLink } from "../ui/row-link";
import { Status } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { ChoiceRow } from "./choice-row";
import { ConflictValues } from "./conflict-values";
import { CHOICE_WORDS, FIELD_WORDS, inSentence, isReviewOf, OUTCOME_WORDS } from "./words";

type Choice = ConflictDto["suggestion"];
export type ConflictCardProps = {
  conflict: ConflictDto;
  pending: Choice | "undo" | undefined;
  refused: ApiError | undefined;
  onChoose: (choice: Choice) => void;
  onAlike: (choice: Choice) => void;
  onUndo: () => void;
  ref?: Ref<HTMLFieldSetElement>;
};

/** One conflict: what is told and what is kept, what is likely right, and the choices. */
export function ConflictCard({ conflict, ref, ...rest }: ConflictCardProps) {
  const { id, domain, field, partner, account } = conflict;
  const isOpen = conflict.state === "open";
  return (
    <fieldset
      ref={ref}
      aria-labelledby={`conflict-${id}`}
      tabIndex={-1}
      data-conflict={id}
      className={cn(
        "grid min-w-0 scroll-mt-16 gap-3 rounded-m border border-line bg-panel p-3.5 shadow-raised focus-visible:outline-2 focus-visible:outline-accent",
        !isOpen && "bg-sunken shadow-none",
      )}
    >
      <header className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <h2
          id={`conflict-${id}`}
          className="min-w-0 font-semibold [overflow-wrap:anywhere] max-md:basis-full"
        >
          <span className="sr-only">{isReviewOf(field) ? "Review: " : "Conflict: "}</span>
          <span className="inline-block first-letter:uppercase max-md:block">
            {inSentence(FIELD_WORDS[field])} of
          </span>{" "}
          <RowLink href={withQuery(`/domains/${domain.name}`, {})}>
            <DomainNameText name={domain.nameUnicode} ascii={domain.name} />
          </RowLink>
        </h2>
        {domain.isCritical && <Flag tone="bad">critical</Flag>}
        <Flag tone={isReviewOf(field) ? "info" : "warn"}>{conflict.ruleLabel}</Flag>
        <p className="ml-auto text-12 text-ink-3 max-md:ml-0 max-md:basis-full">
          {[account.name, partner?.name].filter(Boolean).join(" · ")} · since{" "}
          <AgeText value={conflict.firstSeenAt} />
        </p>
      </header>
      <ConflictValues conflict={conflict} />
      {isOpen ? <Open conflict={conflict} {...rest} /> : <Decided conflict={conflict} {...rest} />}
      {rest.refused && <Notice tone="bad" title={rest.refused.message} />}
    </fieldset>
  );
}

type PartProps = Omit<ConflictCardProps, "ref">;

function Open({ conflict, pending, onChoose, onAlike }: PartProps) {
  return (
    <>
      <div className="grid gap-1">
        <p>{conflict.reason}</p>
        <p className="text-ink-2">
          Suggested:{" "}
          <strong className="font-medium">{CHOICE_WORDS[conflict.suggestion].label}</strong>.{" "}
          {conflict.why}
        </p>
      </div>
      {conflict.choices.length > 0 ? (
        <ChoiceRow {...{ conflict, pending, onChoose, onAlike }} />
      ) : (
        <p className="text-12 text-ink-3">
          The people who look after the accounts decide about it.
        </p>
      )}
    </>
  );
}

function Decided({ conflict, pending, onUndo }: PartProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Status tone="ok" icon="check">
        {conflict.outcome ? OUTCOME_WORDS[conflict.outcome] : "Over."}
      </Status>
      {conflict.decidedAt && (
        <span className="text-12 text-ink-3">
          {conflict.decidedBy ?? "Decided"}, <AgeText value={conflict.decidedAt} />
        </span>
      )}
      <span className="ml-auto flex flex-wrap gap-2">
        {conflict.planId && (
          <LinkButton size="s" variant="primary" href={withQuery(`/plans/${conflict.planId}`, {})}>
            Open the plan
          </LinkButton>
        )}
        {conflict.canUndo && (
          <Button size="s" pending={pending === "undo"} onClick={onUndo}>
            <Undo2 /> Undo
          </Button>
        )}
      </span>
    </div>
  );
}
