import type { ConnectChoice } from "@/server/accounts/schemas";

/** What an administrator chooses from when changing an account. */
export type ManageChoices = {
  readonly guides: readonly ConnectChoice[];
  /** Partners that arrivals may go to. */
  readonly partners: readonly { readonly id: string; readonly name: string }[];
};
