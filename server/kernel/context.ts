import type { Database } from "@/db/client";
import type { Actor } from "../auth/actor";
import type { Scope } from "../auth/scope";
import type { DnsPort } from "../dns/port";
import type { RegistrarGateways } from "../registrars/open-gateway";

/** What every service verb receives: who asks, within which tenant, at what time, through which ports. */
export type ServiceContext = {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly requestId: string;
  readonly source: "ui" | "api" | "cron" | "job" | "system";
  /** The caller's network address, where one is known. */
  readonly address: string | null;
  readonly db: Database;
  readonly now: () => Date;
  readonly registrars: RegistrarGateways;
  readonly dns: DnsPort;
};
