"use client";

import { CommandPalette } from "../shell/command-palette";
import type { FoundName, PaletteOffer } from "../shell/palette-search";

const SHOWN = 8;

/**
 * Finds names for the palette. What finds them is loaded at the first search: most visits never need it.
 *
 * @throws ApiError when the names could not be searched
 */
async function searchNames(text: string, signal: AbortSignal): Promise<readonly FoundName[]> {
  const { findNames } = await import("./find-names");
  return findNames(text, SHOWN, signal);
}

/** Whether a typed name could be registered. What finds out is loaded when something like a name was typed. */
async function offerName(text: string, signal: AbortSignal): Promise<PaletteOffer | null> {
  if (!LIKE_A_NAME.test(text)) return null;
  const { offerRegistration } = await import("../registrations/offer-registration");
  return offerRegistration(text, signal);
}

/** Two parts with a dot between them; the server knows the rules. */
const LIKE_A_NAME = /^[^\s@/:]+\.[^\s@/:.]{2,}$/;

type NamePaletteProps = { canConnect: boolean };

/** The palette of the console: names from the server, pages and actions at hand. */
export function NamePalette({ canConnect }: NamePaletteProps) {
  const actions = [
    { id: "due", label: "Show names to renew in 30 days", href: "/domains?renewWithin=30" },
    { id: "register", label: "Register names", href: "/domains/register" },
    { id: "unlocked", label: "Show unlocked names", href: "/domains?lock=unlocked" },
    ...(canConnect
      ? [{ id: "connect", label: "Connect a registrar account", href: "/settings/accounts" }]
      : []),
  ];
  return <CommandPalette searchNames={searchNames} findOffer={offerName} actions={actions} />;
}
