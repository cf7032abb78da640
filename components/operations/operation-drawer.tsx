"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { cancelOperationAction } from "@/server/actions/plans";
import type { OperationDto } from "@/server/operations/schemas";
import { CAUSE_WORDS } from "../plans/words";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { DomainNameText } from "../ui/domain-name-text";
import { Drawer } from "../ui/drawer";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { withQuery } from "../ui/with-query";
import { ChangeText } from "./change-text";
import { DecideForm } from "./decide-form";
import { Evidence } from "./evidence";
import { OperationStatus } from "./operation-status";
import { OperationTimeline } from "./operation-timeline";
import { KIND_WORDS } from "./words";

type OperationDrawerProps = {
  operation: OperationDto;
  canResolve: boolean;
  onClose: () => void;
};

/** Everything one change tells: what was asked, what happened when, what proves it, and what to do. */
export function OperationDrawer({ operation, canResolve, onClose }: OperationDrawerProps) {
  return (
    <Drawer
      width="l"
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={<DomainNameText name={operation.nameUnicode} ascii={operation.name} />}
      description={KIND_WORDS[operation.kind]}
      actions={<Ways operation={operation} />}
    >
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14">
          <OperationStatus operation={operation} />
          <span className="text-ink-2">
            <ChangeText kind={operation.kind} params={operation.params} />
          </span>
        </p>
        <Trouble operation={operation} />
        {canResolve && canBeDecided(operation) && <DecideForm operation={operation} />}
        <OperationTimeline operation={operation} />
        <Evidence operation={operation} />
        <DefinitionList entries={factsOf(operation)} />
      </div>
    </Drawer>
  );
}

/** Only what was sent can have happened. */
const canBeDecided = ({ state }: OperationDto) => state === "submitted" || state === "unknown";

function Trouble({ operation }: { operation: OperationDto }) {
  const { errorMessage, cause, reviewAt, finishedAt, state } = operation;
  if (reviewAt && !finishedAt)
    return (
      <Notice tone="bad" title="Nothing at the registrar shows it after three days.">
        Look into the account there. {errorMessage}
      </Notice>
    );
  if (!errorMessage || state === "completed") return null;
  return (
    <Notice tone={state === "failed" ? "bad" : "warn"} title={errorMessage}>
      {cause
        ? CAUSE_WORDS[cause].advice
        : "Nothing is to be done: it is looked after by itself, and tried or looked for again."}
    </Notice>
  );
}

function factsOf(operation: OperationDto): Definition[] {
  const { account, requestedBy, registrarRef, errorCode, id, isPaid } = operation;
  return [
    { term: "Account", value: account.name },
    { term: "Asked for by", value: requestedBy },
    { term: "Sent", value: sendsText(operation) },
    ...(isPaid ? [{ term: "Paid", value: "Sent at most once, whatever happens." }] : []),
    ...(registrarRef
      ? [{ term: "Registrar’s reference", value: <Code>{registrarRef}</Code> }]
      : []),
    ...(errorCode ? [{ term: "Error code", value: <Code>{errorCode}</Code> }] : []),
    { term: "Id", value: <Code>{id}</Code> },
  ];
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

function sendsText({ sends, maxSends, checks, finishedAt }: OperationDto): string {
  const none = finishedAt ? "Never" : "Not yet";
  const sent = sends === 0 ? none : `${times(sends)} of at most ${maxSends}`;
  return checks > 0 ? `${sent}; looked for ${times(checks)}` : sent;
}

function Code({ children }: { children: string }) {
  return (
    <span className="flex items-start justify-between gap-2 [&>button]:-my-1">
      <code className="font-mono text-12 [overflow-wrap:anywhere] select-all">{children}</code>
      <CopyButton text={children} what="value" />
    </span>
  );
}

function Ways({ operation }: { operation: OperationDto }) {
  const { name, planId, state, sends } = operation;
  const isUnsent = (state === "pending" || state === "retrying") && sends === 0;
  return (
    <>
      {isUnsent && <Cancel operation={operation} />}
      <LinkButton href={withQuery("/audit", { kind: "operation", name })}>Audit log</LinkButton>
      {planId && <LinkButton href={`/plans/${planId}` as Route}>Open the plan</LinkButton>}
      <LinkButton href={`/domains/${name}` as Route}>Open the name</LinkButton>
    </>
  );
}

function Cancel({ operation }: { operation: OperationDto }) {
  const client = useQueryClient();
  const toast = useToast();
  const cancel = useMutation({
    mutationFn: () => settled<OperationDto>(cancelOperationAction({ id: operation.id })),
    onSuccess: () => toast({ title: "Cancelled before it was sent" }),
    onError: (error) => toast({ title: "Not cancelled", description: error.message, tone: "bad" }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["operations"] });
      void client.invalidateQueries({ queryKey: ["plans"] });
    },
  });
  return (
    <Button variant="danger" pending={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel it
    </Button>
  );
}
