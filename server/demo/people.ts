/** The people of the demo. They exist in demo mode alone; their password is printed at the start. */
export const DEMO_PASSWORD = "demo demo demo";

const ACME = { slug: "acme-retail", name: "Acme Retail" };
const LUMEN = { slug: "lumen-studio", name: "Lumen Studio" };
const HARBOUR = { slug: "harbour-logistics", name: "Harbour Logistics" };

export const DEMO_PARTNERS = [ACME, LUMEN, HARBOUR] as const;

export const DEMO_PEOPLE = [
  { email: "admin@demo.example", name: "Ada Lindqvist", role: "admin", partner: null },
  { email: "staff@demo.example", name: "Mira Sandoval", role: "staff", partner: null },
  { email: "anna@acme.example", name: "Anna Weber", role: "customer", partner: ACME },
  { email: "luca@lumen.example", name: "Luca Moretti", role: "customer", partner: LUMEN },
] as const;
