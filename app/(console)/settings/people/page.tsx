import type { Metadata } from "next";
import { PeopleScreen } from "@/components/people/people-screen";
import { pageContext } from "@/server/auth/session";
import { listPartners } from "@/server/partners/list-partners";
import { listPeople } from "@/server/people/list-people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await pageContext("user.manage");
  const [people, partners] = await Promise.all([listPeople(ctx), listPartners(ctx)]);
  const open = partners
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id, name }) => ({ id, name }));
  return <PeopleScreen people={people} partners={open} />;
}
