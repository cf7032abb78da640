"use client";

import { useState } from "react";
import type { TransferRowDto } from "@/server/transfers/schemas";
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { Status } from "../ui/status";

type CodeFieldProps = {
  row: TransferRowDto;
  error: string | undefined;
  warning: string | undefined;
};

/** The code of one name: a masked field, or word that it is there already. */
export function CodeField({ row, error, warning }: CodeFieldProps) {
  const [isReplacing, setReplacing] = useState(false);
  if (row.code === "given" && !isReplacing && !error)
    return (
      <div className="grid content-start gap-1">
        <span className="font-medium">{row.nameUnicode}</span>
        <span className="flex min-h-8 flex-wrap items-center gap-3">
          <Status tone="ok">Given</Status>
          <Button size="s" variant="quiet" onClick={() => setReplacing(true)}>
            Replace<span className="sr-only"> the code of {row.nameUnicode}</span>
          </Button>
        </span>
        {warning && <p className="text-12 text-warn">{warning}</p>}
      </div>
    );
  return (
    <PasswordField
      label={row.nameUnicode}
      name={`code ${row.name}`}
      required
      autoComplete="off"
      error={error}
      {...(isReplacing ? { autoFocus: true } : {})}
    />
  );
}
