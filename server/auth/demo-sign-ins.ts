import { DEMO_PASSWORD, DEMO_PEOPLE } from "../demo/people";
import { environment } from "../kernel/env";

const ROLES = { admin: "Administrator", staff: "Staff", customer: "Customer" } as const;

/** Who may sign in to a demo, and as what; nobody outside demo mode. */
export const demoSignIns = () =>
  environment().mode === "demo"
    ? DEMO_PEOPLE.map(({ email, role, partner }) => ({
        email,
        password: DEMO_PASSWORD,
        who: partner ? `${ROLES[role]} of ${partner.name}` : ROLES[role],
      }))
    : [];
