"use client";

import { Download } from "lucide-react";
import type { Route } from "next";
import { writeAuditQuery } from "@/server/audit/schemas";
import { Button } from "../ui/button";
import { Menu, MenuLink } from "../ui/menu";
import type { AuditAddress } from "./address";

/** Hands out what the filters leave, as a file. That it was done is itself an entry. */
export function ExportMenu({ address }: { address: AuditAddress }) {
  const href = (format: string) => {
    const params = writeAuditQuery({ ...address.query, cursor: null });
    params.set("format", format);
    return `/api/v1/audit/export?${params}` as Route;
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download /> Export
        </Button>
      }
    >
      <MenuLink href={href("csv")}>CSV, for spreadsheets</MenuLink>
      <MenuLink href={href("json")}>JSON, for programs</MenuLink>
    </Menu>
  );
}
