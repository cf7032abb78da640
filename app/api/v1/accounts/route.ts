import { listAccounts } from "@/server/accounts/list-accounts";
import { route } from "@/server/api/kit";

export const GET = route((ctx) => listAccounts(ctx));
