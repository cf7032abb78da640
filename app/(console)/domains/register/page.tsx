import type { Metadata } from "next";
import { RegisterScreen } from "@/components/registrations/register-screen";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { readContact } from "@/server/contacts/list-contacts";
import { searchParamsOf } from "@/server/kernel/query-params";
import { partnerChoices } from "@/server/portfolio/partner-choices";
import { registrationAccounts } from "@/server/registrations/registration-choices";

export const metadata: Metadata = { title: "Register names" };

const MOST_NAMES = 50;

export default async function RegisterPage({ searchParams }: PageProps<"/domains/register">) {
  const ctx = await pageContext("domain.pay");
  const params = searchParamsOf(await searchParams);
  const wanted = params.get("contact");
  const [accounts, partners, contact] = await Promise.all([
    registrationAccounts(ctx),
    holds(ctx.actor, "partner.read") ? partnerChoices(ctx) : null,
    wanted ? readContact(ctx, { contactId: wanted }).catch(() => null) : null,
  ]);
  const partner = contact?.partner?.id ?? params.get("partner");
  return (
    <RegisterScreen
      accounts={accounts}
      partners={partners}
      names={params
        .getAll("names")
        .flatMap((names) => names.split(","))
        .slice(0, MOST_NAMES)}
      partnerId={partners?.find(({ id }) => id === partner)?.id ?? null}
      contactId={contact && !contact.archivedAt ? contact.id : null}
    />
  );
}
