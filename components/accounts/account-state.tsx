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
  if (account.byHand) return <ByHandState byHand={account.byHand} />;
  return <Status tone="ok">Working</Status>;
}

function ByHandState({ byHand: { isStale } }: { byHand: NonNullable<AccountDto["byHand"]> }) {
  return isStale ? (
    <Status tone="warn" icon="clock">
      Kept by hand, stale
    </Status>
  ) : (
    <Status tone="plain" icon="dot">
      Kept by hand
    </Status>
  );
}
