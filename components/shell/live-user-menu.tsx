"use client";

import { Keyboard, LogOut, MonitorSmartphone } from "lucide-react";
import { useTheme } from "next-themes";
import { startTransition, useState } from "react";
import { Menu, MenuChoices, MenuItem, MenuLink, MenuSeparator } from "../ui/menu";
import type { Trigger } from "../ui/on-demand";
import { applyDensity, currentDensity } from "./density";
import { forgetRecent } from "./recent-places";
import { useShell } from "./shell-context";
import type { UserMenuProps } from "./user-menu-props";

type LiveUserMenuProps = UserMenuProps & { trigger: Trigger };

/** Who is signed in, how the console looks, and the way out. */
export function LiveUserMenu({ user, sessionsHref, signOut, trigger }: LiveUserMenuProps) {
  const { setSheetOpen } = useShell();
  const leave = () => {
    forgetRecent();
    startTransition(() => signOut());
  };
  return (
    <Menu align="end" className="w-60" startsOpen trigger={trigger}>
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-12 text-ink-3">{user.email}</p>
        <p className="text-12 text-ink-3">{user.role}</p>
      </div>
      <MenuSeparator />
      <Appearance />
      <MenuSeparator />
      <MenuLink href={sessionsHref} icon={<MonitorSmartphone />}>
        Your sessions
      </MenuLink>
      <MenuItem icon={<Keyboard />} hint="?" onSelect={() => setSheetOpen(true)}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** Rendered only while the menu is open, so the browser's own settings may be read at once. */
function Appearance() {
  const { theme = "system", setTheme } = useTheme();
  const [density, setDensity] = useState(currentDensity);
  return (
    <>
      <MenuChoices
        label="Theme"
        value={theme}
        onChange={setTheme}
        choices={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
          { value: "system", label: "As the system" },
        ]}
      />
      <MenuChoices
        label="Density"
        value={density}
        onChange={(chosen) => {
          applyDensity(chosen);
          setDensity(chosen);
        }}
        choices={[
          { value: "comfortable", label: "Comfortable" },
          { value: "dense", label: "Dense" },
        ]}
      />
    </>
  );
}
