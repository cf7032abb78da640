"use client";

import { useState } from "react";
import { SetPicker } from "../../nameserver-sets/set-picker";
import type { ApiFields } from "../../query/api-error";
import { FormDialog } from "../../ui/form-dialog";
import { CopyFrom } from "./copy-from";
import { type Glue, GlueFields, glueOf } from "./glue-fields";
import { hostsInside, readHosts, type TypedHost, troublesOf, troubleText } from "./hosts";
import { HostsField } from "./hosts-field";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type NameserverDialogProps = { target: PlanTarget; onClose: () => void };

/** What the server found wrong, told by the line it stands on. */
function refusedLines(fields: ApiFields, hosts: readonly TypedHost[]): string[] {
  return Object.entries(fields).flatMap(([field, messages]) => {
    const at = /^nameservers\.(\d+)$/.exec(field)?.[1];
    if (field.startsWith("glue.")) return [];
    const line = at === undefined ? null : (hosts[Number(at)]?.line ?? null);
    return messages.map((message) => troubleText({ line, message }));
  });
}

/** Asks for the nameservers of one name or many: a named set, typed, pasted, or copied from another name. */
export function NameserverDialog({ target, onClose }: NameserverDialogProps) {
  const [text, setText] = useState(target.one?.nameservers?.join("\n") ?? "");
  const [glue, setGlue] = useState<Glue>({});
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const { make, isPending, message, fields, forget } = useMakePlan(target);
  const hosts = readHosts(text);
  const errors = [...troubles, ...refusedLines(fields, hosts)];
  const inside = newHostsInside(target, hosts);

  const change = (next: string) => {
    setText(next);
    setTroubles([]);
    forget();
  };
  const submit = () => {
    const found = troublesOf(hosts);
    setTroubles(found.map(troubleText));
    if (found.length > 0) return;
    const nameservers = hosts.map(({ host }) => host);
    make({ kind: "nameserver_update", nameservers, ...glueOf(inside, glue) });
  };
  const isTold = errors.length > 0 || Object.keys(fields).some((one) => one.startsWith("glue."));
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Nameservers of ${targetWord(target)}`}
      description="The next page shows what would change, and what the DNS says. Nothing is sent before you start it there."
      confirm="Preview"
      pending={isPending}
      problem={isTold ? undefined : message}
      onSubmit={submit}
    >
      <SetPicker
        hosts={hosts.map(({ host }) => host)}
        onPick={(found) => change(found.join("\n"))}
      />
      <HostsField text={text} errors={errors} onChange={change} />
      <GlueFields
        hosts={inside}
        glue={glue}
        fields={fields}
        onChange={(next) => {
          setGlue(next);
          forget();
        }}
      />
      <CopyFrom onCopy={(found) => change(found.join("\n"))} />
      <PreviewKey />
    </FormDialog>
  );
}

/** Hosts below the name itself that it does not have yet: their addresses are asked for. */
const newHostsInside = ({ one }: PlanTarget, hosts: readonly TypedHost[]): readonly string[] =>
  one ? hostsInside(one.name, hosts).filter((host) => !one.nameservers?.includes(host)) : [];
