"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { fetchOwnCodesAction } from "@/server/actions/transfers";
import type { OwnCodesDto, TransferDto } from "@/server/transfers/schemas";
import { useProvenSubmission } from "../auth/use-step-up";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { withQuery } from "../ui/with-query";
import { transferQueries } from "./queries";
import { namesWord } from "./words";

/** Names that are in another account of ours: their codes, and that they are unlocked, are got from here. */
export function OwnCodes({ transfer }: { transfer: TransferDto }) {
  const { id } = transfer.plan;
  const own = transfer.rows.filter(
    ({ losingAccount, code }) => losingAccount !== null && code === "missing",
  );
  const { submit, isPending, failure, proof } = useProvenSubmission(fetchOwnCodesAction);
  const [told, setTold] = useState<OwnCodesDto | null>(null);
  const client = useQueryClient();
  if (own.length === 0 && told === null) return null;
  const fetchCodes = async () => {
    const next = await submit({ id });
    if (!next) return;
    setTold(next);
    client.setQueryData(transferQueries.one(id).queryKey, next.transfer);
  };
  return (
    <Notice
      tone={told && told.problems.length > 0 ? "warn" : "info"}
      title={
        told
          ? wordOf(told)
          : `${namesWord(own.length)} ${own.length === 1 ? "is" : "are"} in another account of ours.`
      }
      action={
        own.length > 0 && (
          <Button size="s" pending={isPending} onClick={() => void fetchCodes()}>
            {own.length === 1 ? "Get its code" : "Get their codes"}
          </Button>
        )
      }
    >
      {told ? (
        <Outcome told={told} />
      ) : (
        "A code is read at the losing account and kept sealed; a locked name is lent unlocked for 14 days first."
      )}
      {failure && (
        <p role="alert" className="text-bad">
          {failure.message}
        </p>
      )}
      {proof}
    </Notice>
  );
}

const wordOf = ({ kept, unlocking }: OwnCodesDto): string =>
  [
    ...(kept > 0 ? [`${kept === 1 ? "1 code is" : `${kept} codes are`} kept.`] : []),
    ...(unlocking ? [`${namesWord(unlocking.names.length)} locked until now.`] : []),
    ...(kept === 0 && !unlocking ? ["No code was given."] : []),
  ].join(" ");

function Outcome({ told: { unlocking, problems } }: { told: OwnCodesDto }) {
  return (
    <>
      {unlocking && (
        <p>
          <Link href={withQuery(`/plans/${unlocking.planId}`, {})} className="link">
            {unlocking.isStarted ? "The unlocking" : "Start the unlocking"}
          </Link>
          {unlocking.isStarted
            ? " has started; when it is done, check the names again and get the codes."
            : " on its own page first; then check the names again and get the codes."}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="list-disc pl-5">
          {problems.map(({ name, message }) => (
            <li key={name}>
              {name}: {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
