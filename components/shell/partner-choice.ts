/** A partner as the switch offers it. */
export type PartnerChoice = { id: string; name: string };

/** One line of the switch; an empty value stands for all partners. */
export type PartnerLine = { value: string; label: string };

const ALL: PartnerLine = { value: "", label: "All partners" };

/** What may be chosen, all partners first, and what the address has chosen. */
export function partnerLines(partners: readonly PartnerChoice[], chosenId: string | null) {
  const lines = [ALL, ...partners.map(({ id, name }) => ({ value: id, label: name }))];
  return { lines, chosen: lines.find((line) => line.value === chosenId) ?? ALL };
}
