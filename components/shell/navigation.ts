import type { Route } from "next";
import type { NavIconName } from "./nav-icon";

export type NavEntry = {
  href: Route;
  label: string;
  icon: NavIconName;
  count?: number | undefined;
  /** The count asks for work: it is shown in red and said as "to look at". */
  hot?: boolean;
  /** The second key after `g`: "p" for the portfolio. */
  key?: string;
  /** What one thing below this page is called, for addresses that end in an id: "Run". */
  member?: string;
  /** Other addresses of the same place. */
  also?: readonly Route[];
};

/** Entries under one small heading; without a label they stand on top. */
export type NavGroup = { label?: string; entries: readonly NavEntry[] };

/** An address that is not current; the last crumb has none. */
export type Crumb = { label: string; href?: Route };

const covers = (href: string, pathname: string) =>
  pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));

type Place = { group: NavGroup; entry: NavEntry };

/** The entry under which an address lies; of several the longest. */
export function placeOf(groups: readonly NavGroup[], pathname: string): Place | undefined {
  return groups
    .flatMap((group) => group.entries.map((entry) => ({ group, entry })))
    .filter(({ entry }) => baseOf(entry, pathname) !== undefined)
    .sort((left, right) => right.entry.href.length - left.entry.href.length)[0];
}

/** The address of a place that this one lies at or below. */
const baseOf = ({ href, also = [] }: NavEntry, pathname: string): Route | undefined =>
  [href, ...also].find((base) => covers(base, pathname));

const isId = (segment: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$|^\d+$/i.test(segment);

function tailLabel(segment: string, member: string | undefined): string {
  if (isId(segment)) return member ?? "Details";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The way to an address, told by the navigation: group, entry, and what lies below the entry.
 *
 * @param override the page's own word for its last crumb
 */
export function crumbsOf(
  groups: readonly NavGroup[],
  pathname: string,
  override: string | undefined,
): Crumb[] {
  const place = placeOf(groups, pathname);
  if (!place) return override ? [{ label: override }] : [];
  const { group, entry } = place;
  const base = baseOf(entry, pathname) ?? entry.href;
  const tail = pathname.slice(base.length).split("/").filter(Boolean).at(-1);
  const head: Crumb[] = group.label ? [{ label: group.label }] : [];
  if (!tail) return [...head, { label: override ?? entry.label }];
  const last = override ?? tailLabel(tail, entry.member);
  return [...head, { label: entry.label, href: base }, { label: last }];
}

/** The same address for the partner that staff look at. */
export function withPartner(href: Route, partner: string | null): Route {
  if (!partner) return href;
  const separator = href.includes("?") ? "&" : "?";
  return `${href}${separator}partner=${encodeURIComponent(partner)}` as Route;
}
