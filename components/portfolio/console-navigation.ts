import type { NavGroup } from "../shell/navigation";

/** What the role may open, and what waits at each place. */
export type NavigationFacts = {
  readonly names: number;
  readonly failingAccounts: number;
  readonly seesAccounts: boolean;
  readonly seesPrices: boolean;
  readonly managesPeople: boolean;
  readonly managesPartners: boolean;
  /** How many conflicts wait. */
  readonly conflicts: number;
  readonly managesSettings: boolean;
};

/** The affairs of the house, as far as a role has them. */
function houseGroup(facts: NavigationFacts): NavGroup {
  const { failingAccounts, seesAccounts, managesPeople, managesPartners, managesSettings } = facts;
  return {
    label: "House",
    entries: [
      ...(seesAccounts
        ? [
            {
              href: "/settings/accounts",
              label: "Registrar accounts",
              icon: "accounts",
              count: failingAccounts,
              hot: true,
              member: "Account",
            } as const,
          ]
        : []),
      ...(managesPartners
        ? [
            {
              href: "/settings/partners",
              label: "Partners",
              icon: "partners",
              member: "Partner",
            } as const,
          ]
        : []),
      ...(managesPeople
        ? [{ href: "/settings/people", label: "People", icon: "people" } as const]
        : []),
      ...(managesSettings
        ? [
            { href: "/settings/approvals", label: "Approvals", icon: "keys" } as const,
            { href: "/settings/organisation", label: "Organisation", icon: "settings" } as const,
          ]
        : []),
    ],
  };
}

/** The places of the console that a role has; the others are not there for it. */
export function consoleNavigation(facts: NavigationFacts): NavGroup[] {
  const { names } = facts;
  const settings = houseGroup(facts);
  return [
    { entries: [{ href: "/", label: "Dashboard", icon: "dashboard", key: "d" }] },
    {
      label: "Names",
      entries: [
        { href: "/domains", label: "Portfolio", icon: "portfolio", key: "p", count: names },
        {
          href: "/transfers",
          label: "Transfers",
          icon: "transfers",
          key: "t",
          member: "Transfer",
        },
        { href: "/contacts", label: "Contacts", icon: "contacts", member: "Contact" },
        { href: "/nameserver-sets", label: "Nameserver sets", icon: "nameservers" },
        {
          href: "/operations",
          label: "Changes",
          icon: "changes",
          key: "c",
          also: ["/plans"],
          member: "Plan",
        },
      ],
    },
    {
      label: "Truth",
      entries: [
        { href: "/sync", label: "Sync", icon: "sync", key: "s", member: "Run" },
        {
          href: "/sync/inbox",
          label: "Inbox",
          icon: "inbox",
          key: "i",
          count: facts.conflicts,
          hot: facts.seesAccounts,
        },
        ...(facts.seesPrices
          ? [{ href: "/prices", label: "Prices", icon: "prices", key: "e" } as const]
          : []),
        { href: "/audit", label: "Audit", icon: "audit", key: "a" },
      ],
    },
    ...(settings.entries.length > 0 ? [settings] : []),
  ];
}
