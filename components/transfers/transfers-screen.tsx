"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import type { TransferListDto } from "@/server/transfers/schemas";
import { PageHeader } from "../shell/page-header";
import { AgeText } from "../ui/age-text";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DomainNameText } from "../ui/domain-name-text";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { RowLink } from "../ui/row-link";
import { SkeletonBlock } from "../ui/skeleton";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { TextField } from "../ui/text-field";
import { withQuery } from "../ui/with-query";
import { isOver, transferQueries } from "./queries";
import { stepHref } from "./steps";
import { TrackStatus } from "./track-status";
import { namesWord, WAITS_WORDS } from "./words";

/** Names on their way in, transfers that were begun, and the way out. */
export function TransfersScreen({ canStart }: { canStart: boolean }) {
  const { data, error, refetch } = useQuery(transferQueries.list());
  return (
    <>
      <PageHeader
        title="Transfers"
        actions={
          canStart && (
            <LinkButton href="/transfers/new" variant="primary">
              Transfer names in
            </LinkButton>
          )
        }
      />
      {data ? (
        <div className="grid gap-4">
          {data.drafts.length > 0 && <Drafts drafts={data.drafts} />}
          <Ordered list={data} canStart={canStart} />
          <Leaving />
        </div>
      ) : error ? (
        <ErrorState
          title="The transfers could not be loaded."
          cause={error.message}
          retry={<Button onClick={() => void refetch()}>Try again</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the transfers" lines={8} />
      )}
    </>
  );
}

function Drafts({ drafts }: { drafts: TransferListDto["drafts"] }) {
  return (
    <Card title="Begun and not ordered yet">
      <ul className="grid gap-2">
        {drafts.map(({ id, names, account, createdAt, requestedBy, waitsForApproval }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3">
            <Link href={stepHref(id, "preflight")} className="link">
              {namesWord(names)} to {account}
            </Link>
            <span className="text-12 text-ink-3">
              by {requestedBy}, <AgeText value={createdAt} />
              {waitsForApproval && " · waits for a yes of the house"}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Ordered({ list, canStart }: { list: TransferListDto; canStart: boolean }) {
  if (list.rows.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<ArrowLeftRight />}
          title="No name was transferred in yet."
          action={canStart && <LinkButton href="/transfers/new">Transfer names in</LinkButton>}
        >
          Each name is looked at before anything is ordered, and compared with what it was once it
          is here.
        </EmptyState>
      </Card>
    );
  return (
    <Card
      padded={false}
      title="Ordered"
      note={list.hasMore ? `the newest ${list.rows.length}` : namesWord(list.rows.length)}
    >
      <Table caption="Ordered transfers" stacked>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>State</Th>
            <Th>Waits for</Th>
            <Th>To</Th>
            <Th>Ordered</Th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <OrderedRow key={row.track.operationId} row={row} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function OrderedRow({ row }: { row: TransferListDto["rows"][number] }) {
  const { track, planId } = row;
  const name = <DomainNameText name={row.nameUnicode} ascii={row.name} />;
  const waits = track.waitsFor && !isOver(track) ? WAITS_WORDS[track.waitsFor] : null;
  return (
    <Tr>
      <Td wrap phone="title" className="py-2.25">
        {planId ? <RowLink href={stepHref(planId, "follow-up")}>{name}</RowLink> : name}
      </Td>
      <Td wrap phone="line" className="py-2.25">
        <TrackStatus track={track} />
      </Td>
      <Td wrap phone={waits ? "line" : "hidden"} className="py-2.25 text-ink-2">
        {waits}
      </Td>
      <Td wrap className="py-2.25">
        {row.account}
      </Td>
      <Td wrap muted className="py-2.25">
        <AgeText value={row.requestedAt} /> by {row.requestedBy}
      </Td>
    </Tr>
  );
}

/** The way out begins at a name. */
function Leaving() {
  const router = useRouter();
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name) router.push(withQuery(`/transfers/out/${encodeURIComponent(name)}`, {}));
  };
  return (
    <Card title="Transfer a name out">
      <form method="post" noValidate className="flex flex-wrap items-end gap-2" onSubmit={go}>
        <TextField
          label="Name of ours"
          name="name"
          required
          autoComplete="off"
          spellCheck={false}
          className="w-full max-w-90"
        />
        <Button type="submit">See how</Button>
      </form>
    </Card>
  );
}
