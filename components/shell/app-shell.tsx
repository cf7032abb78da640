import type { Route } from "next";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { Breadcrumb } from "./breadcrumb";
import { CommandPalette } from "./command-palette";
import { HeaderSearch } from "./header-search";
import { NavLinks } from "./nav-links";
import type { NavGroup } from "./navigation";
import type { PartnerChoice } from "./partner-choice";
import { PartnerSwitch } from "./partner-switch";
import { PhoneNavigation } from "./phone-navigation";
import { ShellProvider } from "./shell-context";
import { ShellShortcuts } from "./shell-shortcuts";
import { ShortcutSheet } from "./shortcut-sheet";
import { ShortcutProvider } from "./shortcuts";
import { UserMenu } from "./user-menu";
import type { ShellUser } from "./user-menu-props";

export type AppShellProps = {
  /** Only what the role may see. */
  navigation: readonly NavGroup[];
  /** Where the name of the product leads. */
  homeHref: Route;
  user: ShellUser;
  /** For staff: the partners to choose from. Left out, there is no switch. */
  partners?: readonly PartnerChoice[];
  sessionsHref: Route;
  /** A server action. */
  signOut: () => Promise<void>;
  /** A client component that renders CommandPalette with the search of names; default: pages only. */
  palette?: ReactNode;
  children: ReactNode;
};

/** The frame of every page of the console: sidebar, header, palette, keys. Pages render into its main element. */
export function AppShell(props: AppShellProps) {
  return (
    <ShellProvider navigation={props.navigation}>
      <ShortcutProvider>
        <a
          href="#main"
          className="only-focused fixed top-2 left-2 z-50 rounded-s bg-accent px-3 py-2 font-medium text-accent-ink no-underline"
        >
          Skip to the content
        </a>
        <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
          <aside
            aria-label="Places"
            className="sticky top-0 h-dvh overflow-y-auto border-line border-r bg-panel px-2 py-3 max-lg:hidden"
          >
            <div className="pb-2.5">
              <Brand href={props.homeHref} />
            </div>
            <NavLinks />
          </aside>
          <div className="min-w-0">
            <TopBar {...props} />
            <main id="main" tabIndex={-1} className="px-4 pt-5 pb-22 outline-none lg:px-6">
              {props.children}
            </main>
          </div>
        </div>
        {props.palette ?? <CommandPalette />}
        <ShortcutSheet />
        <ShellShortcuts />
      </ShortcutProvider>
    </ShellProvider>
  );
}

function TopBar({ partners, user, sessionsHref, signOut }: AppShellProps) {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-3 border-line border-b bg-panel px-4 lg:px-6">
      <PhoneNavigation partners={partners} />
      <Breadcrumb />
      <div className="ml-auto flex items-center gap-3 max-sm:gap-1">
        <HeaderSearch />
        {partners && <PartnerSwitch partners={partners} className="max-sm:hidden" />}
        <UserMenu user={user} sessionsHref={sessionsHref} signOut={signOut} />
      </div>
    </header>
  );
}
