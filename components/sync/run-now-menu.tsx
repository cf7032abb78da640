"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronDown, RefreshCw } from "lucide-react";
import { useState } from "react";
import { startAccountSyncAction } from "@/server/actions/sync";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Menu, MenuGroup, MenuItem } from "../ui/menu";
import { useToast } from "../ui/toast";
import { ChoiceDialog, type ChoiceKind } from "./choice-dialog";
import { followRuns } from "./queries";

export type AccountChoice = { readonly id: string; readonly name: string };

/** Has an account read now, or chosen names. The run appears in the list as soon as it begins. */
export function RunNowMenu({ accounts }: { accounts: readonly AccountChoice[] }) {
  const toast = useToast();
  const announce = useAnnounce();
  const start = useMutation({
    mutationKey: ["sync", "start"],
    mutationFn: ({ id }: AccountChoice) => settled(startAccountSyncAction({ accountId: id })),
    onSuccess: (_started, { name }) => toast({ title: `${name} is read as soon as possible.` }),
    onError: (error, { name }) => {
      announce(`${name} could not be read. ${error.message}`, "assertive");
      toast({ tone: "bad", title: `${name} could not be read.`, description: error.message });
    },
    onSettled: (_data, _error, _account, _context, { client }) => {
      followRuns();
      void client.invalidateQueries({ queryKey: ["sync"] });
    },
  });
  const [choice, setChoice] = useState<ChoiceKind | null>(null);
  return (
    <>
      {choice && <ChoiceDialog kind={choice} onClose={() => setChoice(null)} />}
      <Menu
        align="end"
        trigger={
          <Button variant="primary" pending={start.isPending}>
            <RefreshCw /> Run now <ChevronDown />
          </Button>
        }
      >
        <MenuGroup label="Read the whole account">
          {accounts.map((account) => (
            <MenuItem key={account.id} onSelect={() => start.mutate(account)}>
              {account.name}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuGroup label="Read names one by one">
          <MenuItem onSelect={() => setChoice("list")}>A list of names…</MenuItem>
          <MenuItem onSelect={() => setChoice("expiring")}>Expiring within 30 days…</MenuItem>
          <MenuItem onSelect={() => setChoice("all")}>All names…</MenuItem>
        </MenuGroup>
      </Menu>
    </>
  );
}
