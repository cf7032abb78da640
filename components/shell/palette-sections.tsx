"use client";

import { ArrowRight, Globe, History, Zap } from "lucide-react";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { DomainNameText } from "../ui/domain-name-text";
import { NavIcon } from "./nav-icon";
import { withPartner } from "./navigation";
import type { FoundName, PaletteOffer } from "./palette-search";
import { recentPlaces, rememberPlace } from "./recent-places";
import { useShell } from "./shell-context";

export type PaletteAction = {
  id: string;
  /** A verb first: "Sync all accounts now". */
  label: string;
  /** Words it is also found by. */
  keywords?: string;
} & ({ href: string; run?: never } | { run: () => void; href?: never });

export type PaletteLine = {
  id: string;
  icon: ReactNode;
  label: ReactNode;
  note?: string | undefined;
  choose: () => void;
};

export type PaletteSection = { heading: string; lines: readonly PaletteLine[] };

/** Whether every typed word occurs somewhere in what a line is called. */
const matches = (text: string, called: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => called.toLowerCase().includes(word));

/** Goes to a place out of the palette, closing it and remembering where it led. */
function useGo(): (href: string, label: string) => void {
  const router = useRouter();
  const partner = useSearchParams().get("partner");
  const { setPaletteOpen } = useShell();
  return (href, label) => {
    rememberPlace({ href, label });
    setPaletteOpen(false);
    router.push(withPartner(href as Route, partner));
  };
}

/** What the palette offers for a text, in sections; empty sections are left out. */
export function usePaletteSections(
  text: string,
  names: readonly FoundName[],
  actions: readonly PaletteAction[],
  offer: PaletteOffer | null,
): PaletteSection[] {
  const go = useGo();
  const { navigation, setPaletteOpen } = useShell();
  const [recent] = useState(recentPlaces);

  const recentLines = (text ? [] : recent).map(({ href, label }) => ({
    id: `recent ${href}`,
    icon: <History />,
    label,
    choose: () => go(href, label),
  }));
  const nameLines = names.map(({ name, href, note }) => ({
    id: `name ${href}`,
    icon: <Globe />,
    label: <DomainNameText name={name} />,
    note,
    choose: () => go(href, name),
  }));
  const offerLines = (offer ? [offer] : []).map(({ label, href, note }) => ({
    id: `offer ${href}`,
    icon: <ArrowRight />,
    label,
    note,
    choose: () => go(href, label),
  }));
  const pageLines = navigation
    .flatMap((group) => group.entries)
    .filter((entry) => matches(text, entry.label))
    .map(({ href, label, icon }) => ({
      id: `page ${href}`,
      icon: <NavIcon name={icon} />,
      label,
      choose: () => go(href, label),
    }));
  const actionLines = actions
    .filter((action) => matches(text, `${action.label} ${action.keywords ?? ""}`))
    .map((action) => ({
      id: `action ${action.id}`,
      icon: action.href === undefined ? <Zap /> : <ArrowRight />,
      label: action.label,
      choose: () => {
        if (action.href !== undefined) return go(action.href, action.label);
        setPaletteOpen(false);
        action.run();
      },
    }));

  return [
    { heading: "Recent", lines: recentLines },
    { heading: "Names", lines: [...nameLines, ...offerLines] },
    { heading: "Pages", lines: pageLines },
    { heading: "Actions", lines: actionLines },
  ].filter((section) => section.lines.length > 0);
}
