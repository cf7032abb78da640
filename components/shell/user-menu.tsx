"use client";

import { lazy } from "react";
import { Avatar } from "../ui/avatar";
import { OnDemand } from "../ui/on-demand";
import type { UserMenuProps } from "./user-menu-props";

const load = () => import("./live-user-menu");
const LiveUserMenu = lazy(async () => ({ default: (await load()).LiveUserMenu }));

/** Who is signed in; behind it how the console looks, and the way out. */
export function UserMenu(props: UserMenuProps) {
  const trigger = (
    <button
      type="button"
      aria-label={`${props.user.name}, account and appearance`}
      className="grid size-8 place-items-center rounded-full pointer-coarse:size-11"
    >
      <Avatar name={props.user.name} />
    </button>
  );
  return (
    <OnDemand opens="menu" load={load} trigger={trigger}>
      {(live) => <LiveUserMenu {...props} trigger={live} />}
    </OnDemand>
  );
}
