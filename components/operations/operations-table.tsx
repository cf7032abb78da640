"use client";

import type { Route } from "next";
import Link from "next/link";
import type { OperationDto } from "@/server/operations/schemas";
import { AgeText } from "../ui/age-text";
import { DomainNameText } from "../ui/domain-name-text";
import { Flag } from "../ui/flag";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import type { OperationsAddress } from "./address";
import { ChangeText } from "./change-text";
import { OperationStatus } from "./operation-status";
import { KIND_WORDS } from "./words";

type OperationsTableProps = {
  operations: readonly OperationDto[];
  isBusy: boolean;
  address: OperationsAddress;
};

/** Changes as a table, the newest first; on a phone each is a card. */
export function OperationsTable({ operations, isBusy, address }: OperationsTableProps) {
  return (
    <Table caption="Changes at registrars" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Change</Th>
          <Th>To</Th>
          <Th>State</Th>
          <Th>Account</Th>
          <Th>Asked for</Th>
          <Th>By</Th>
          <Th>Plan</Th>
        </tr>
      </thead>
      <tbody>
        {operations.map((operation) => (
          <OperationRow key={operation.id} operation={operation} address={address} />
        ))}
      </tbody>
    </Table>
  );
}

type OperationRowProps = { operation: OperationDto; address: OperationsAddress };

function OperationRow({ operation, address }: OperationRowProps) {
  const { name, nameUnicode, kind, account, requestedAt, requestedBy, planId } = operation;
  return (
    <Tr>
      <Td phone="title" wrap className="py-2 md:whitespace-nowrap">
        <RowLink href={address.href({ open: operation.id })} prefetch={false} scroll={false}>
          <DomainNameText name={nameUnicode} ascii={name} />
        </RowLink>
      </Td>
      <Td wrap className="py-2">
        {KIND_WORDS[kind]}
      </Td>
      <Td wrap phone="line" className="py-2 text-ink-2 md:max-w-64">
        <ChangeText kind={kind} params={operation.params} />
      </Td>
      <Td wrap phone="line" className="py-2">
        <OperationStatus operation={operation} />
        <Trouble operation={operation} />
      </Td>
      <Td wrap muted className="py-2">
        {account.name}
      </Td>
      <Td wrap muted className="py-2 whitespace-nowrap">
        <AgeText value={requestedAt} />
      </Td>
      <Td wrap muted phone="hidden" className="max-w-32 truncate py-2">
        {requestedBy}
      </Td>
      <Td wrap className="py-2">
        {planId && (
          <Link
            href={`/plans/${planId}` as Route}
            prefetch={false}
            className="link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
          >
            Plan<span className="sr-only"> of {nameUnicode}</span>
          </Link>
        )}
      </Td>
    </Tr>
  );
}

function Trouble({ operation }: { operation: OperationDto }) {
  const { reviewAt, finishedAt, errorMessage, state } = operation;
  const isShown = errorMessage !== null && state !== "completed";
  return (
    <>
      {reviewAt && !finishedAt && (
        <span className="ml-2">
          <Flag tone="bad">needs a look</Flag>
        </span>
      )}
      {isShown && (
        <p className="max-w-72 text-12 text-ink-2 [overflow-wrap:anywhere]">{errorMessage}</p>
      )}
    </>
  );
}
