"use client";

import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { RowLink } from "../ui/row-link";
import { withPartner } from "./navigation";

type PartnerLinkProps = Omit<ComponentProps<typeof RowLink>, "href"> & { href: Route };

/** A row's link that stays with the partner staff have chosen, so the way back shows the same list. */
export function PartnerLink({ href, ...rest }: PartnerLinkProps) {
  return <RowLink {...rest} href={withPartner(href, useSearchParams().get("partner"))} />;
}
