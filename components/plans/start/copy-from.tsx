"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { domainQueries } from "../../domains/queries";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/text-field";

/** Takes over the nameservers that another name of ours has. */
export function CopyFrom({ onCopy }: { onCopy: (hosts: readonly string[]) => void }) {
  const [name, setName] = useState("");
  const client = useQueryClient();
  const copy = useMutation({
    mutationFn: async (from: string) => {
      const { nameservers } = await client.query(domainQueries.detail(from));
      if (!nameservers || nameservers.length === 0)
        throw new Error(`The nameservers of ${from} are not known.`);
      return nameservers;
    },
    onSuccess: onCopy,
  });
  const start = () => {
    const from = name.trim().toLowerCase();
    if (from) copy.mutate(from);
  };
  return (
    <div className="flex items-start gap-2">
      <TextField
        className="flex-1"
        label="Copy from a name"
        value={name}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={copy.error?.message}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          start();
        }}
      />
      <Button className="mt-6" pending={copy.isPending} onClick={start}>
        Copy
      </Button>
    </div>
  );
}
