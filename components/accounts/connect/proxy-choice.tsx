"use client";

import type { ProxyInput } from "@/server/accounts/schemas";
import { Checkbox } from "../../ui/checkbox";
import { ProxyFields } from "../proxy-fields";

type ProxyChoiceProps = {
  proxy: ProxyInput | null;
  onChange: (proxy: ProxyInput | null) => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

/** Whether the registrar is reached through a proxy, and which. */
export function ProxyChoice({ proxy, onChange, errorAt }: ProxyChoiceProps) {
  return (
    <div className="grid gap-4">
      <Checkbox
        label="Reach it through a proxy, for a registrar that lets in known addresses alone"
        checked={proxy !== null}
        onChange={(event) => onChange(event.target.checked ? { url: "" } : null)}
      />
      {proxy && <ProxyFields value={proxy} onChange={onChange} errorAt={errorAt} />}
    </div>
  );
}
