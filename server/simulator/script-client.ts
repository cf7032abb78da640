import type { DomainPatch, GenerateBody, PriceBody } from "./control/bodies";
import type { LedgerEntry, WriteEntry } from "./ledger";
import type { LoggedRequest } from "./request-log";
import type { ScriptInput, ScriptReport } from "./scripts";
import type { Settings } from "./settings";

export type AppliedDrift = {
  readonly fqdn: string;
  readonly organisationId: string;
  readonly what: string;
};

/** The script API of a running simulator, over HTTP like any other program. */
export class ScriptClient {
  constructor(private readonly url: string) {}

  /** Adds a rule; returns its number. */
  async add(script: ScriptInput): Promise<number> {
    return (await this.call<{ id: number }>("POST", "/scripts", script)).id;
  }

  async scripts(): Promise<ScriptReport[]> {
    return (await this.call<{ scripts: ScriptReport[] }>("GET", "/scripts")).scripts;
  }

  async clearScripts(): Promise<void> {
    await this.call("DELETE", "/scripts");
  }

  async ledger(): Promise<LedgerEntry[]> {
    return (await this.call<{ entries: LedgerEntry[] }>("GET", "/ledger")).entries;
  }

  /** Free requests that would have changed something, in the order they came. */
  async writes(): Promise<WriteEntry[]> {
    return (await this.call<{ entries: WriteEntry[] }>("GET", "/writes")).entries;
  }

  /** Calls made to registrars since the start or the last reset. */
  async requests(): Promise<{
    total: number;
    byMethod: Record<string, number>;
    requests: LoggedRequest[];
  }> {
    return this.call("GET", "/requests");
  }

  /** Starts the same world anew, without scripts, ledger and log. */
  async reset(): Promise<void> {
    await this.call("POST", "/reset");
  }

  async settings(settings: Partial<Settings>): Promise<Settings> {
    return this.call("POST", "/settings", settings);
  }

  /** Moves the simulator's clock forward: accepted changes become visible, tokens end. */
  async advance(advanceMs: number): Promise<void> {
    await this.call("POST", "/clock", { advanceMs });
  }

  /** Changes a domain at the registrar, behind the product's back. */
  async patchDomain(fqdn: string, patch: DomainPatch): Promise<void> {
    await this.call("PATCH", `/domains/${encodeURIComponent(fqdn)}`, patch);
  }

  /** Has Gandi charge something else from now on, in cents of euro; null: what it charged at the start. */
  async price(body: PriceBody): Promise<void> {
    await this.call("POST", "/prices", body);
  }

  /** Applies the prepared drifts. A second call applies none. */
  async drift(): Promise<{ applied: boolean; drifts: AppliedDrift[] }> {
    return this.call("POST", "/drift");
  }

  /** Adds `count` synthetic domains to the account of that name or id. */
  async generate(body: GenerateBody): Promise<void> {
    await this.call("POST", "/generate", body);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_sim${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
