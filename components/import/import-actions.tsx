"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { discardImportAction } from "@/server/actions/imports";
import type { ImportDto } from "@/server/import/schemas";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";
import { withQuery } from "../ui/with-query";
import { importQueries } from "./queries";

type ImportActionsProps = { file: ImportDto; isNaming: boolean };

/** What can be done with a file before it is a plan. */
export function ImportActions({ file, isNaming }: ImportActionsProps) {
  const [asks, setAsks] = useState(false);
  const client = useQueryClient();
  const place = `/settings/accounts/${file.account.id}/names/${file.id}`;
  if (!["uploaded", "checked", "failed"].includes(file.state)) return null;
  return (
    <>
      <Button variant="quiet" onClick={() => setAsks(true)}>
        Drop the file
      </Button>
      {!isNaming && (
        <LinkButton href={withQuery(place, { step: "columns" })}>Change columns</LinkButton>
      )}
      <AlertDialog
        open={asks}
        onOpenChange={setAsks}
        title={`Drop ${file.fileName}?`}
        description="Its rows are forgotten. Nothing of it was brought in."
        confirm="Drop the file"
        danger
        onConfirm={async () => {
          await settled(discardImportAction({ importId: file.id }));
          await client.invalidateQueries({ queryKey: importQueries.one(file.id).queryKey });
          void client.invalidateQueries({ queryKey: ["imports"] });
        }}
      />
    </>
  );
}
