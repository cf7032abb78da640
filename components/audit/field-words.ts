const LABELS: Readonly<Record<string, string>> = {
  accountId: "Account",
  autoRenew: "Auto-renew",
  autoRenewWish: "Auto-renew wish",
  apiCalls: "Calls to the registrar",
  dnssec: "DNSSEC",
  expiresAt: "Expiry",
  fiscalCode: "Personal or tax number",
  flags: "To look at",
  isCritical: "Critical",
  lifecycle: "Life cycle",
  lifecycleChangesAt: "Phase ends",
  lockState: "Transfer lock",
  partnerId: "Partner",
  privacy: "WHOIS privacy",
  registeredAt: "Registered",
  registrarRef: "Registrar's reference",
  registryUpdatedAt: "Changed at the registry",
  renewBy: "Renew by",
  unknownStatuses: "Unknown statuses",
};

/** A field's name as people say it; fields nobody named are told by their own. */
export const fieldLabel = (field: string): string =>
  LABELS[field] ??
  field.charAt(0).toUpperCase() +
    field.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Fields that follow from others: they do not make a sentence, though the diff shows them. */
const DERIVED = new Set(["lifecycleChangesAt", "renewBy", "flags", "registryUpdatedAt", "phases"]);

const ABBREVIATED = /^(?:DNSSEC|WHOIS)/;

/** The fields of a change that say what happened, as words inside a sentence. */
export function changedWords(after: Readonly<Record<string, unknown>> | null): string[] {
  const fields = Object.keys(after ?? {});
  const telling = fields.filter((field) => !DERIVED.has(field));
  return (telling.length > 0 ? telling : fields).map((field) => {
    const label = fieldLabel(field);
    return ABBREVIATED.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  });
}
