/** The people of the demo. They exist in demo mode alone; their password is printed at the start. */
export const DEMO_PASSWORD = "demo demo demo";

export const DEMO_PARTNERS = [
  { slug: "acme-retail", name: "Acme Retail" },
  { slug: "lumen-studio", name: "Lumen Studio" },
  { slug: "harbour-logistics", name: "Harbour Logistics" },
] as const;

export const DEMO_PEOPLE = [
  { email: "admin@demo.example", name: "Ada Lindqvist", role: "admin", partner: null },
  { email: "staff@demo.example", name: "Mira Sandoval", role: "staff", partner: null },
  { email: "anna@acme.example", name: "Anna Weber", role: "customer", partner: "acme-retail" },
  { email: "luca@lumen.example", name: "Luca Moretti", role: "customer", partner: "lumen-studio" },
] as const;
