"use client";

import { useRouter } from "next/navigation";
import { archivePartnerAction, restorePartnerAction } from "@/server/actions/partners";
import type { PartnerDetailDto, PartnerPersonDto } from "@/server/partners/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { PageHeader } from "../shell/page-header";
import { AgeText } from "../ui/age-text";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { useToast } from "../ui/toast";
import { withQuery } from "../ui/with-query";
import { RenamePartnerButton } from "./partner-form";

type PartnerScreenProps = { partner: PartnerDetailDto; canManage: boolean };

/** One partner: its names, its people, and what can be done with it. */
export function PartnerScreen({ partner, canManage }: PartnerScreenProps) {
  const names = `${formatCount(partner.names)} ${partner.names === 1 ? "name" : "names"}`;
  return (
    <>
      <PageHeader
        title={partner.name}
        crumb={partner.name}
        facts={names}
        actions={
          <>
            {canManage && <Management partner={partner} />}
            <LinkButton href={withQuery("/domains", { partner: partner.id })} variant="primary">
              Show its names
            </LinkButton>
          </>
        }
      />
      {partner.archivedAt && (
        <Notice tone="info" title="This partner is archived." className="mb-4">
          Nothing new can be given to it. What it did stays in the log.
        </Notice>
      )}
      <Card title="People" note="who see its names" padded={false}>
        {partner.members.length === 0 ? (
          <EmptyState
            level={3}
            title="Nobody of this partner can sign in."
            {...(canManage
              ? { action: <LinkButton href="/settings/people">Go to people</LinkButton> }
              : {})}
          />
        ) : (
          <Members members={partner.members} />
        )}
      </Card>
    </>
  );
}

function Members({ members }: { members: readonly PartnerPersonDto[] }) {
  return (
    <Table caption="People of this partner" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Last sign-in</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Tr key={member.id}>
            <Td phone="line">
              <span className="font-medium">{member.name}</span>
              <span className="block text-12 text-ink-3 [overflow-wrap:anywhere]">
                {member.email}
              </span>
            </Td>
            <Td muted>
              {member.lastSignedInAt ? (
                <AgeText value={member.lastSignedInAt} />
              ) : (
                "Never signed in"
              )}
            </Td>
            <Td>
              {member.disabledAt ? (
                <Status tone="muted" icon="ban">
                  Disabled
                </Status>
              ) : (
                <Status tone="ok">Can sign in</Status>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Management({ partner }: { partner: PartnerDetailDto }) {
  const router = useRouter();
  const toast = useToast();
  const { guard, dialog } = useStepUp();
  const input = { partnerId: partner.id };
  const archive = async () => {
    await guard(() => settled(archivePartnerAction(input)));
    toast({ title: `${partner.name} is archived.` });
    router.refresh();
  };
  const restore = async () => {
    await guard(() => settled(restorePartnerAction(input)));
    toast({ title: `${partner.name} is in use again.` });
    router.refresh();
  };
  return (
    <>
      <RenamePartnerButton partnerId={partner.id} name={partner.name} />
      {partner.archivedAt ? (
        <AlertDialog
          title={`Take ${partner.name} back into use?`}
          description="Names and people can be given to it again."
          confirm="Take back into use"
          trigger={<Button>Take back into use…</Button>}
          onConfirm={restore}
        >
          {dialog}
        </AlertDialog>
      ) : (
        <AlertDialog
          title={`Archive ${partner.name}?`}
          description="It must have no names and nobody who can sign in. It can be taken back into use later."
          confirm="Archive"
          danger
          trigger={<Button>Archive…</Button>}
          onConfirm={archive}
        >
          {dialog}
        </AlertDialog>
      )}
    </>
  );
}
