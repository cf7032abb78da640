import type { DomainRecord, TransferRecord } from "../records";
import type { Simulation } from "../simulation";
import { addYears, toInstant } from "../time";
import type { Bill } from "../wire";
import { hashOf } from "../world/random";
import type { Account } from "./accounts";
import { standingOf } from "./availability";
import type { Extras, Memory } from "./memory";
import { billFor, isPremium } from "./prices";
import { notOurs, Trouble } from "./trouble";
import { newRecord, OWN_HOSTS } from "./world";

const LOCK = "clientTransferProhibited";
const STEPS = 3;
const MAX_YEARS = 10;

type Order = { readonly years: number; readonly currency: string };

/** What one account can do, in whichever API it asks. */
export class Office {
  constructor(
    readonly sim: Simulation,
    readonly memory: Memory,
    readonly account: Account,
  ) {}

  domains(): DomainRecord[] {
    return [...this.sim.state.domains.values()]
      .filter((domain) => domain.organisationId === this.account.id)
      .sort((a, b) => (a.fqdn < b.fqdn ? -1 : 1));
  }

  /** @throws Trouble for a name that is not in the account */
  domain(fqdn: string): DomainRecord {
    const domain = this.sim.domain(fqdn);
    if (domain?.organisationId !== this.account.id) throw notOurs();
    return domain;
  }

  /** Registers at once: this registrar answers when it is done. */
  register(
    fqdn: string,
    order: Order & {
      takesPremium: boolean;
      nameservers: readonly string[];
      contacts: Partial<Extras["contacts"]>;
    },
  ): { domain: DomainRecord; bill: Bill } {
    const standing = standingOf(this.sim, fqdn);
    if (standing === "busy")
      throw new Trouble(503, "system_busy", { code: 5, status: "system_busy" });
    if (standing === "taken")
      throw new Trouble(409, "not_available", { code: 1, status: "not_available" });
    if (isPremium(fqdn) && !order.takesPremium)
      throw new Trouble(400, "this domain is a premium domain, please use premium option");
    const bill = this.billed(fqdn, "register", order);
    for (const host of order.nameservers) this.requireHost(host);
    const at = toInstant(this.sim.now());
    const domain = newRecord({
      account: this.account,
      fqdn,
      registeredAt: at,
      expiresAt: addYears(at, order.years),
      nameservers: order.nameservers.length > 0 ? order.nameservers : OWN_HOSTS,
    });
    this.sim.record({ kind: "domain_put", domain });
    this.setContacts(fqdn, order.contacts);
    return { domain, bill };
  }

  /** Renews at once. `year` must be the present one of the expiry, if it is said. */
  renew(fqdn: string, order: Order & { year: number | null }): { expiresAt: string; bill: Bill } {
    const { expiresAt } = this.domain(fqdn);
    const year = new Date(expiresAt ?? 0).getUTCFullYear();
    if (order.year !== null && order.year !== year)
      throw new Trouble(400, "The year does not match the current expiration year.");
    const bill = this.billed(fqdn, "renew", order);
    this.sim.record({ kind: "domain_renewed", fqdn, years: order.years });
    return { expiresAt: this.domain(fqdn).expiresAt ?? "", bill };
  }

  /** The price of a renewal that is not ordered. */
  renewalPrice(fqdn: string, order: Order): Bill {
    this.domain(fqdn);
    return this.billed(fqdn, "renew", order);
  }

  /** Takes a transfer up; the name arrives after some delays, unless the code is wrong. */
  transferIn(fqdn: string, order: Order & { authCode: string }): { orderId: number; bill: Bill } {
    if (this.sim.domain(fqdn)) throw new Trouble(409, "The domain is already in an account here.");
    if (standingOf(this.sim, fqdn) === "free")
      throw new Trouble(400, "The domain is not registered.");
    if (order.authCode === "") throw new Trouble(400, "auth_code is missing");
    const bill = this.billed(fqdn, "transfer", order);
    const now = this.sim.now();
    const at = toInstant(now);
    const transfer: TransferRecord = {
      organisationId: this.account.id,
      fqdn,
      createdAt: at,
      startedAt: now.toISOString(),
      stepMs: this.sim.state.settings.completionDelayMs,
      years: order.years,
      authCode: order.authCode,
      domain: newRecord({
        account: this.account,
        fqdn,
        registeredAt: addYears(at, -4),
        expiresAt: addYears(at, order.years),
        nameservers: ["ns1.elsewhere-dns.net", "ns2.elsewhere-dns.net"],
      }),
    };
    this.launch(transfer);
    return { orderId: orderIdOf(transfer), bill };
  }

  /** Another try with another code; its start moves. */
  relaunch(orderId: number, authCode: string): void {
    const transfer = this.transfer(orderId);
    this.launch({ ...transfer, authCode, startedAt: this.sim.now().toISOString() });
  }

  cancelTransfer(orderId: number): void {
    const transfer = this.transfer(orderId);
    this.sim.record({ kind: "transfer_put", transfer: { ...transfer, startedAt: "" } });
  }

  /** How transfers of `fqdn` stand. The words are ours: none are published. */
  transfers(fqdn: string) {
    const transfer = this.sim.state.transfers.get(fqdn);
    if (transfer?.organisationId !== this.account.id) return [];
    const { startedAt, stepMs } = transfer;
    const passed = (this.sim.now().getTime() - Date.parse(startedAt)) / Math.max(1, stepMs);
    const isRefused = transfer.authCode.startsWith("wrong") && passed >= 1;
    const word = passed >= STEPS ? "Completed" : passed >= 1 ? "Auth code checked" : "Pending";
    const reason = startedAt === "" ? "Cancelled." : isRefused ? "Invalid auth code." : null;
    return [
      {
        orderId: orderIdOf(transfer),
        status: reason === null ? word : "Failed",
        failedReason: reason,
        expiresAt: transfer.domain.expiresAt,
      },
    ];
  }

  setLock(fqdn: string, isLocked: boolean): void {
    const others = this.domain(fqdn).status.filter((word) => word !== LOCK);
    this.patch(fqdn, { status: isLocked ? [LOCK, ...others] : others });
  }

  setRenewOption(fqdn: string, option: string): void {
    this.domain(fqdn);
    if (option !== "auto" && option !== "donot" && option !== "reset")
      throw new Trouble(400, "renew_option is invalid");
    this.memory.setExtras(fqdn, { renewOption: option });
    this.patch(fqdn, { autoRenew: option === "auto" });
  }

  /** The whole delegation; a host that was never told of is refused. */
  setNameservers(fqdn: string, hosts: readonly string[]): void {
    this.domain(fqdn);
    if (hosts.length < 2 || hosts.length > 13)
      throw new Trouble(400, "nameserver_list must have 2 to 13 name servers");
    for (const host of hosts) this.requireHost(host);
    this.patch(fqdn, { nameservers: hosts });
  }

  /** @throws Trouble for a host that is known already, as this registrar does */
  addHost(host: string): void {
    if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host)) throw new Trouble(400, "invalid host name");
    if (this.knowsHost(host)) throw new Trouble(409, `name server ${host} already exists`);
    this.memory.setHost(this.account.id, host, []);
  }

  authCode(fqdn: string, { isNew, unlocks }: { isNew: boolean; unlocks: boolean }): string {
    const { status } = this.domain(fqdn);
    if (status.includes(LOCK) && unlocks) {
      throw new Trouble(
        403,
        "need api skip lock agreement for using unlock_domain_for_transfer tag.",
      );
    }
    if (status.includes(LOCK)) throw new Trouble(403, "Please unlock your domain firstly.");
    if (isNew) this.patch(fqdn, { authCode: `Sim-${hashOf(this.sim.now().toISOString())}#new` });
    return this.domain(fqdn).authCode;
  }

  setContacts(fqdn: string, ids: Partial<Extras["contacts"]>): void {
    this.domain(fqdn);
    const { contacts } = this.memory.extras(fqdn);
    for (const id of Object.values(ids))
      if (!this.memory.contact(id)) throw new Trouble(400, "contact id is invalid");
    this.memory.setExtras(fqdn, { contacts: { ...contacts, ...ids } });
  }

  private patch(fqdn: string, fields: Partial<DomainRecord>): void {
    this.sim.record({ kind: "domain_patched", fqdn, fields });
  }

  private launch(transfer: TransferRecord): void {
    const { fqdn, startedAt, authCode } = transfer;
    this.sim.record({ kind: "transfer_put", transfer });
    const change = { kind: "transfer_completed", fqdn, startedAt } as const;
    this.sim.accept(fqdn, "transfer", authCode.startsWith("wrong") ? null : change, STEPS);
  }

  private transfer(orderId: number): TransferRecord {
    const found = [...this.sim.state.transfers.values()].find(
      (one) => one.organisationId === this.account.id && orderIdOf(one) === orderId,
    );
    if (!found) throw new Trouble(404, "could not find order in your account");
    return found;
  }

  private knowsHost(host: string): boolean {
    return (
      this.memory.knowsHost(this.account.id, host) ||
      this.domains().some(({ nameservers }) => nameservers.includes(host))
    );
  }

  private requireHost(host: string): void {
    if (!this.knowsHost(host))
      throw new Trouble(400, `name server ${host} does not exist in your account`);
  }

  private billed(fqdn: string, action: "register" | "renew" | "transfer", order: Order): Bill {
    const bill = billFor(fqdn, action, order);
    if (order.years < 1 || order.years > MAX_YEARS || !bill)
      throw new Trouble(400, "duration or currency is invalid");
    return bill;
  }
}

const orderIdOf = ({ fqdn, createdAt }: TransferRecord) =>
  hashOf(`order ${fqdn} ${createdAt}`) % 10_000_000;
