import type { AccountDto } from "@/server/accounts/schemas";
import { Status } from "../ui/status";

/** How an account is: icon, word and colour. */
export function AccountState({ account }: { account: AccountDto }) {
  if (account.state === "syncing")
    return (
      <Status tone="info" icon="turning">
        Syncing
      </Status>
    );
  if (account.state === "failing") return <Status tone="bad">{account.failure?.cause}</Status>;
  if (account.state === "waiting")
    return (
      <Status tone="info" icon="clock">
        Waiting for its first sync
      </Status>
    );
  return <Status tone="ok">Working</Status>;
}
