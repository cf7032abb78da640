"use client";

import { askForPriceAction } from "@/server/actions/prices";
import type { PriceAccountDto } from "@/server/prices/schemas";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { TextField } from "../ui/text-field";
import { textOf, usePriceForm } from "./use-price-form";

/** Has the prices of an ending watched though no name of ours is under it yet. */
export function WatchEnding({ account }: { account: PriceAccountDto }) {
  const { save, errorAt, dialog } = usePriceForm(askForPriceAction, ({ tldUnicode }) => ({
    title: `.${tldUnicode} is watched`,
    description: "Its prices come with the next asking.",
  }));
  return (
    <FormDialog
      {...dialog}
      trigger={<Button size="s">Watch an ending…</Button>}
      title={`Watch an ending at ${account.name}`}
      description="Endings of your names are watched by themselves. This is for one you have no name under yet."
      confirm="Watch it"
      onSubmit={(form) => void save({ accountId: account.id, tld: textOf(form, "tld") })}
    >
      <TextField
        label="Ending"
        name="tld"
        required
        autoComplete="off"
        spellCheck={false}
        placeholder="shop"
        error={errorAt("tld")}
      />
    </FormDialog>
  );
}
