import { readAccount } from "@/server/accounts/list-accounts";
import { route } from "@/server/api/kit";

export const GET = route<{ id: string }>((ctx, { params }) =>
  readAccount(ctx, { accountId: params.id }),
);
