"use client";

import { Download } from "lucide-react";
import { checkProofAction } from "@/server/actions/session";
import { writeAuditQuery } from "@/server/audit/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { useToast } from "../ui/toast";
import type { AuditAddress } from "./address";

/** Hands out what the filters leave, as a file. That it was done is itself an entry. */
export function ExportMenu({ address }: { address: AuditAddress }) {
  const { guard, dialog } = useStepUp();
  const toast = useToast();
  const fetchAs = async (format: string) => {
    const params = writeAuditQuery({ ...address.query, cursor: null });
    params.set("format", format);
    try {
      await guard(() => settled(checkProofAction(undefined)));
      window.location.assign(`/api/v1/audit/export?${params}`);
    } catch (error) {
      const title = error instanceof Error ? error.message : "That did not work.";
      toast({ title, tone: "bad" });
    }
  };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <Download /> Export
          </Button>
        }
      >
        <MenuItem onSelect={() => void fetchAs("csv")}>CSV, for spreadsheets</MenuItem>
        <MenuItem onSelect={() => void fetchAs("json")}>JSON, for programs</MenuItem>
      </Menu>
      {dialog}
    </>
  );
}
