"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import type { AccountDto, ByHandDto } from "@/server/accounts/schemas";
import { changeManualAccountAction } from "@/server/actions/accounts";
import { RemoveAccount } from "../accounts/account-menu";
import type { ManageChoices } from "../accounts/manage-choices";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { useToast } from "../ui/toast";
import { ByHandFields, valuesIn } from "./by-hand-fields";

type ByHandMenuProps = {
  account: AccountDto;
  byHand: ByHandDto;
  partners: ManageChoices["partners"];
};

/** What administrators can change about an account that is kept by hand. */
export function ByHandMenu(props: ByHandMenuProps) {
  const [step, setStep] = useState<"settings" | "remove" | null>(null);
  const close = () => setStep(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            Manage <ChevronDown />
          </Button>
        }
      >
        <MenuItem icon={<Settings2 />} onSelect={() => setStep("settings")}>
          Name, registrar and partner…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => setStep("remove")}>
          Remove account…
        </MenuItem>
      </Menu>
      {step === "settings" && <Settings {...props} onClose={close} />}
      {step === "remove" && <RemoveAccount account={props.account} onClose={close} />}
    </>
  );
}

function Settings({
  account,
  byHand,
  partners,
  onClose,
}: ByHandMenuProps & { onClose: () => void }) {
  const { submit, isPending, failure, errorAt } = useSubmission(changeManualAccountAction);
  const [partnerId, setPartnerId] = useState(account.defaultPartner?.id ?? null);
  const client = useQueryClient();
  const toast = useToast();

  const save = async (form: FormData) => {
    const values = { ...valuesIn(form), defaultPartnerId: partnerId };
    const saved = await submit({ ...values, accountId: account.id });
    if (!saved) return;
    onClose();
    toast({ title: "The account is changed." });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${account.name}`}
      confirm="Save"
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form)}
    >
      <ByHandFields
        values={{
          name: account.name,
          registrarLabel: account.registrarName,
          panelUrl: byHand.panelUrl ?? "",
        }}
        partners={partners}
        partnerId={partnerId}
        onPartner={setPartnerId}
        errorAt={errorAt}
      />
    </FormDialog>
  );
}
