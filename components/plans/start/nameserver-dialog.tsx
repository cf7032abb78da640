"use client";

import { useState } from "react";
import type { ApiFields } from "../../query/api-error";
import { FormDialog } from "../../ui/form-dialog";
import { Notice } from "../../ui/notice";
import { TextareaField } from "../../ui/textarea-field";
import { CopyFrom } from "./copy-from";
import { hostsInside, readHosts, type TypedHost, troublesOf, troubleText } from "./hosts";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type NameserverDialogProps = { target: PlanTarget; onClose: () => void };

/** What the server found wrong, told by the line it stands on. */
function refusedLines(fields: ApiFields, hosts: readonly TypedHost[]): string[] {
  return Object.entries(fields).flatMap(([field, messages]) => {
    const at = /^nameservers\.(\d+)$/.exec(field)?.[1];
    const line = at === undefined ? null : (hosts[Number(at)]?.line ?? null);
    return messages.map((message) => troubleText({ line, message }));
  });
}

/** Asks for the nameservers of one name or many: typed, pasted, or copied from another name. */
export function NameserverDialog({ target, onClose }: NameserverDialogProps) {
  const [text, setText] = useState(target.one?.nameservers?.join("\n") ?? "");
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const { make, isPending, message, fields, forget } = useMakePlan(target);
  const hosts = readHosts(text);
  const errors = [...troubles, ...refusedLines(fields, hosts)];

  const change = (next: string) => {
    setText(next);
    setTroubles([]);
    forget();
  };
  const submit = () => {
    const found = troublesOf(hosts);
    setTroubles(found.map(troubleText));
    if (found.length === 0)
      make({ kind: "nameserver_update", nameservers: hosts.map(({ host }) => host) });
  };
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Nameservers of ${targetWord(target)}`}
      description="The next page shows what would change. Nothing is sent before you start it there."
      confirm="Preview"
      pending={isPending}
      problem={errors.length === 0 ? message : undefined}
      onSubmit={submit}
    >
      <TextareaField
        label="Nameservers"
        help="2 to 13 hosts, one per line. A pasted list or zone file is fine."
        required
        mono
        rows={5}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        value={text}
        {...(errors.length > 0 ? { error: errors } : {})}
        onChange={(event) => change(event.target.value)}
      />
      <GlueHint target={target} hosts={hosts} />
      <CopyFrom onCopy={(found) => change(found.join("\n"))} />
      <PreviewKey />
    </FormDialog>
  );
}

function GlueHint({ target, hosts }: { target: PlanTarget; hosts: readonly TypedHost[] }) {
  const inside = target.one ? hostsInside(target.one.name, hosts) : [];
  const isNew = inside.some((host) => !target.one?.nameservers?.includes(host));
  if (!isNew) return null;
  return (
    <Notice tone="info" title="A host lies inside the name itself.">
      The registry must know its address (glue) first: set it at the registrar, then come back.
    </Notice>
  );
}
