"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  addNameserverSetAction,
  changeNameserverSetAction,
} from "@/server/actions/nameserver-sets";
import type { NameserverSetDto } from "@/server/nameserver-sets/schemas";
import { readHosts, troublesOf, troubleText } from "../plans/start/hosts";
import { HostsField } from "../plans/start/hosts-field";
import { useSubmission } from "../query/use-submission";
import { Checkbox } from "../ui/checkbox";
import { FormDialog } from "../ui/form-dialog";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

export type PartnerChoice = { readonly id: string; readonly name: string };

type SetFormProps = {
  /** Left out: a new set is added. */
  set?: NameserverSetDto;
  /** Whose a new set may be; null for those who have one partner only. */
  partners: readonly PartnerChoice[] | null;
  onClose: () => void;
};

const HOUSE = "house";

type Saving = Pick<SetFormProps, "set" | "onClose">;

/** The list as it is typed, what is wrong with it, and the way to the verbs. */
function useSaveSet(text: string, { set, onClose }: Saving) {
  const client = useQueryClient();
  const toast = useToast();
  const add = useSubmission(addNameserverSetAction);
  const change = useSubmission(changeNameserverSetAction);
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const typed = readHosts(text);
  const { isPending, failure, errorAt, reset } = set ? change : add;

  const save = async (name: string, owner: string, isShared: boolean | undefined) => {
    const found = troublesOf(typed).map(troubleText);
    setTroubles(found);
    if (found.length > 0) return;
    const hosts = typed.map(({ host }) => host);
    const shared = isShared === undefined ? {} : { isShared };
    const saved = set
      ? await change.submit({ setId: set.id, name, hosts, ...shared })
      : await add.submit({ name, hosts, partnerId: owner === HOUSE ? null : owner, ...shared });
    if (!saved) return;
    toast({ title: `${saved.name} was saved.` });
    void client.invalidateQueries({ queryKey: ["nameserver-sets"] });
    onClose();
  };
  const forget = () => {
    setTroubles([]);
    reset();
  };
  const refused = typed.flatMap(({ line }, at) =>
    (errorAt(`hosts.${at}`) ?? []).map((message) => troubleText({ line, message })),
  );
  const errors = [...troubles, ...refused, ...(errorAt("hosts") ?? [])];
  return { save, forget, errors, isPending, failure, errorAt };
}

/** Adds a set of nameservers, or renames or changes one. */
export function SetForm({ set, partners, onClose }: SetFormProps) {
  const [text, setText] = useState((set?.hosts ?? []).join("\n"));
  const [owner, setOwner] = useState(HOUSE);
  const [isShared, setShared] = useState(set?.isShared ?? false);
  const isHouses = partners !== null && (set ? set.partner === null : owner === HOUSE);
  const saving = { onClose, ...(set ? { set } : {}) };
  const { save, forget, errors, isPending, failure, errorAt } = useSaveSet(text, saving);
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={set ? `Change ${set.name}` : "Add a set of nameservers"}
      {...(set ? { description: "Names that have these nameservers keep what they have." } : {})}
      confirm={set ? "Save" : "Add set"}
      pending={isPending}
      problem={errors.length > 0 ? undefined : failure?.message}
      onSubmit={(form) =>
        void save(`${form.get("name") ?? ""}`, owner, isHouses ? isShared : undefined)
      }
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={set?.name ?? ""}
        error={errorAt("name")}
      />
      <HostsField
        text={text}
        errors={errors}
        onChange={(next) => {
          setText(next);
          forget();
        }}
      />
      {!set && partners !== null && (
        <SelectField
          label="Whose it is"
          required
          choices={[
            { value: HOUSE, label: "The house’s own" },
            ...partners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={owner}
          onChange={setOwner}
          error={errorAt("partnerId")}
        />
      )}
      {isHouses && (
        <Checkbox
          label="Every partner may choose it"
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
