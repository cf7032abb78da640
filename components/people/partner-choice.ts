/** A partner that a customer can be given to. */
export type PartnerChoice = { readonly id: string; readonly name: string };
