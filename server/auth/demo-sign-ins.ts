import { environment } from "../kernel/env";

/** Who may sign in to a demo, and as what. The seed creates them; the sign-in page offers them. */
const DEMO_SIGN_INS = [
  { email: "admin@demo.example", password: "demo demo demo", who: "Administrator" },
  { email: "staff@demo.example", password: "demo demo demo", who: "Staff" },
  {
    email: "customer-acme@demo.example",
    password: "demo demo demo",
    who: "Customer of Acme",
  },
  {
    email: "customer-lumen@demo.example",
    password: "demo demo demo",
    who: "Customer of Lumen",
  },
] as const;

/** The demo's sign-ins; none outside demo mode. */
export const demoSignIns = () => (environment().mode === "demo" ? DEMO_SIGN_INS : []);
