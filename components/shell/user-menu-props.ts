import type { Route } from "next";

export type ShellUser = { name: string; email: string; role: string };

/** What the menu of the person needs to know. */
export type UserMenuProps = {
  user: ShellUser;
  sessionsHref: Route;
  /** Ends the session on the server and leads to the sign-in page. */
  signOut: () => Promise<void>;
};
