"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { applyImportAction, discardImportAction } from "@/server/actions/imports";
import type { ImportDto } from "@/server/import/schemas";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { buttonStyle } from "../ui/button-style";
import { LinkButton } from "../ui/link-button";
import { withQuery } from "../ui/with-query";
import { importQueries } from "./queries";
import { namesInWords } from "./words";

type ImportActionsProps = { file: ImportDto; isNaming: boolean };

const notTaken = ({ counts }: ImportDto): number =>
  (counts.refused ?? 0) + (counts.conflict ?? 0) + (counts.duplicate ?? 0);

/** What can be done with a file, as far as it is. */
export function ImportActions({ file, isNaming }: ImportActionsProps) {
  const [asks, setAsks] = useState<"apply" | "discard" | null>(null);
  const place = `/settings/accounts/${file.account.id}/names`;
  const isOpen = ["uploaded", "checked", "failed"].includes(file.state) && file.applied === 0;
  const isReady = file.state === "checked" || (file.state === "failed" && file.applied > 0);
  const touched = (file.counts.new ?? 0) + (file.counts.changed ?? 0);
  return (
    <>
      {isOpen && (
        <Button variant="quiet" onClick={() => setAsks("discard")}>
          Drop the file
        </Button>
      )}
      {(isOpen || file.state === "failed") && !isNaming && (
        <LinkButton href={withQuery(`${place}/${file.id}`, { step: "columns" })}>
          Change columns
        </LinkButton>
      )}
      {notTaken(file) > 0 && (
        <a
          className={buttonStyle("default", "m")}
          href={`/api/v1/imports/${file.id}/refused`}
          download
        >
          Rows not taken, as CSV
        </a>
      )}
      {isReady && !isNaming && touched > 0 && (
        <Button variant="primary" onClick={() => setAsks("apply")}>
          Bring in {namesInWords(touched)}
        </Button>
      )}
      {file.state === "applied" && (
        <LinkButton href={withQuery(place, {})}>Bring in another file</LinkButton>
      )}
      <Question file={file} asks={asks} onClose={() => setAsks(null)} />
    </>
  );
}

type QuestionProps = { file: ImportDto; asks: "apply" | "discard" | null; onClose: () => void };

function Question({ file, asks, onClose }: QuestionProps) {
  const client = useQueryClient();
  const run = async (action: typeof applyImportAction) => {
    await settled(action({ importId: file.id }));
    await client.invalidateQueries({ queryKey: importQueries.one(file.id).queryKey });
    void client.invalidateQueries({ queryKey: ["imports"] });
  };
  const common = { open: asks !== null, onOpenChange: (open: boolean) => !open && onClose() };
  if (asks === "discard")
    return (
      <AlertDialog
        {...common}
        title={`Drop ${file.fileName}?`}
        description="Its rows are forgotten. Nothing of it was brought in."
        confirm="Drop the file"
        danger
        onConfirm={() => run(discardImportAction)}
      />
    );
  return (
    <AlertDialog
      {...common}
      title={`Bring names into ${file.account.name}?`}
      description={`${namesInWords(file.counts.new ?? 0)} are added and ${namesInWords(file.counts.changed ?? 0)} changed. Rows that were not taken are left out. Each name gets its line in the log.`}
      confirm="Bring them in"
      onConfirm={() => run(applyImportAction)}
    />
  );
}
