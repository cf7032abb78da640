import { asc, eq } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";

/** The audit lines about the object called `objectName`, oldest first, as `ctx` may see them. */
export const auditTrail = (ctx: ServiceContext, objectName: string) =>
  read(ctx, (tx) =>
    tx
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.objectName, objectName))
      .orderBy(asc(auditEntries.id)),
  );
