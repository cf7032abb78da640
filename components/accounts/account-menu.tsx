"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, KeyRound, Settings2, ShieldCheck, Trash2, Webhook } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AccountDto } from "@/server/accounts/schemas";
import { removeAccountAction } from "@/server/actions/accounts";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { useToast } from "../ui/toast";
import { AccountSettings } from "./account-settings";
import { AccountUse } from "./account-use";
import { EventSecret } from "./event-secret";
import type { ManageChoices } from "./manage-choices";
import { ReplaceKey } from "./replace-key";

type AccountMenuProps = { account: AccountDto; manage: ManageChoices };

/** What administrators can change about an account. */
export function AccountMenu({ account, manage }: AccountMenuProps) {
  const [step, setStep] = useState<"settings" | "use" | "key" | "events" | "remove" | null>(null);
  const close = () => setStep(null);
  const guide = manage.guides.find(({ registrar }) => registrar === account.registrar);
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
          Name, interval and partner…
        </MenuItem>
        <MenuItem icon={<ShieldCheck />} onSelect={() => setStep("use")}>
          What it may be used for…
        </MenuItem>
        <MenuItem icon={<KeyRound />} onSelect={() => setStep("key")}>
          Replace key…
        </MenuItem>
        <MenuItem icon={<Webhook />} onSelect={() => setStep("events")}>
          Events from the registrar…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => setStep("remove")}>
          Remove account…
        </MenuItem>
      </Menu>
      {step === "settings" && (
        <AccountSettings account={account} partners={manage.partners} onClose={close} />
      )}
      {step === "key" && guide && (
        <ReplaceKey account={account} fields={guide.fields} onClose={close} />
      )}
      {step === "use" && <AccountUse account={account} onClose={close} />}
      {step === "events" && <EventSecret account={account} onClose={close} />}
      {step === "remove" && <RemoveAccount account={account} onClose={close} />}
    </>
  );
}

/** Asks before an account is taken out of use. */
export function RemoveAccount({ account, onClose }: { account: AccountDto; onClose: () => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const { guard, dialog } = useStepUp();
  const toast = useToast();
  const remove = async () => {
    await guard(() => settled(removeAccountAction({ accountId: account.id, name: account.name })));
    toast({ title: `${account.name} is removed.` });
    router.push("/settings/accounts");
    client.removeQueries({ queryKey: ["accounts"] });
  };
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${account.name}?`}
      description="Its key is erased and it is not read again. Its runs and its lines in the log stay. Nothing changes at the registrar."
      confirm="Remove account"
      danger
      typed={{ expected: account.name, label: `Type ${account.name} to confirm` }}
      onConfirm={remove}
    >
      {dialog}
    </AlertDialog>
  );
}
