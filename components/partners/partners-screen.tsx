"use client";

import { Building2 } from "lucide-react";
import type { PartnerDto } from "@/server/partners/schemas";
import { PageHeader } from "../shell/page-header";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { withQuery } from "../ui/with-query";
import { AddPartnerButton } from "./partner-form";

type PartnersScreenProps = {
  partners: readonly PartnerDto[];
  canManage: boolean;
  showsArchived: boolean;
};

/** Every partner with what belongs to it. */
export function PartnersScreen({ partners, canManage, showsArchived }: PartnersScreenProps) {
  const archived = partners.filter(({ archivedAt }) => archivedAt).length;
  const shown = showsArchived ? partners : partners.filter(({ archivedAt }) => !archivedAt);
  return (
    <>
      <PageHeader
        title="Partners"
        facts={
          <Facts open={partners.length - archived} archived={archived} shown={showsArchived} />
        }
        {...(canManage ? { actions: <AddPartnerButton /> } : {})}
      />
      <Card padded={false}>
        {shown.length === 0 ? <NoPartners canManage={canManage} /> : <Partners partners={shown} />}
      </Card>
    </>
  );
}

type FactsProps = { open: number; archived: number; shown: boolean };

function Facts({ open, archived, shown }: FactsProps) {
  return (
    <>
      {open === 1 ? "1 partner" : `${open} partners`}
      {archived > 0 && (
        <>
          {" · "}
          <a
            className="link"
            href={withQuery("/settings/partners", { archived: shown ? null : "shown" })}
          >
            {shown ? "hide" : "show"} {archived} archived
          </a>
        </>
      )}
    </>
  );
}

const NoPartners = ({ canManage }: { canManage: boolean }) => (
  <EmptyState
    icon={<Building2 />}
    title="No partners yet."
    {...(canManage ? { action: <AddPartnerButton /> } : {})}
  >
    A partner owns names and has people who see these names and no others.
  </EmptyState>
);

function Partners({ partners }: { partners: readonly PartnerDto[] }) {
  return (
    <Table caption="Partners" stacked stickyHead>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th numeric>Names</Th>
          <Th numeric>People</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {partners.map((partner) => (
          <Tr key={partner.id}>
            <Td phone="line">
              <RowLink href={withQuery(`/settings/partners/${partner.id}`, {})}>
                {partner.name}
              </RowLink>
            </Td>
            <Td numeric>
              {formatCount(partner.names)}
              <span className="md:hidden"> {partner.names === 1 ? "name" : "names"}</span>
            </Td>
            <Td numeric>
              {formatCount(partner.people)}
              <span className="md:hidden"> {partner.people === 1 ? "person" : "people"}</span>
            </Td>
            <Td>
              <PartnerState partner={partner} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Whether a partner is in use. */
export function PartnerState({ partner }: { partner: Pick<PartnerDto, "archivedAt"> }) {
  return partner.archivedAt ? (
    <Status tone="muted" icon="ban">
      Archived
    </Status>
  ) : (
    <Status tone="ok">In use</Status>
  );
}
