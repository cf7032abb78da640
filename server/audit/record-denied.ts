import type { Denied } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import * as store from "./store";

/** Writes down that a caller was refused a permission (OWASP ASVS 5.0, 16.3.2). */
export const recordDenied = (ctx: ServiceContext, { permission }: Denied): Promise<void> =>
  transact(ctx, (tx) =>
    store.append(tx, ctx, [
      {
        action: "access.denied",
        objectId: permission,
        objectName: permission,
        partnerId: ctx.scope.all ? null : ctx.scope.partnerId,
        result: "denied",
      },
    ]),
  );
