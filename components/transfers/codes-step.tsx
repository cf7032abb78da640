"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { setTransferChoicesAction, setTransferCodesAction } from "@/server/actions/transfers";
import { HOUSE } from "@/server/contacts/schemas";
import type { CodesDto, TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { ContactPicker } from "../contacts/contact-picker";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { TextareaField } from "../ui/textarea-field";
import { CodeField } from "./code-field";
import { OwnCodes } from "./own-codes";
import { transferQueries } from "./queries";
import { stepHref } from "./steps";
import { namesWord } from "./words";

type CodesStepProps = { transfer: TransferDto };

/** With more names than this codes are pasted, not typed one by one. */
const MOST_FIELDS = 25;

const goesOn = ({ preflight, rule }: TransferRowDto) => preflight === "pass" && rule !== "same";
const wantsCode = (row: TransferRowDto) => goesOn(row) && row.code !== "not_needed";

type Sent = Pick<CodesDto, "problems" | "warnings">;
type Given = { codes: { name: string; authCode: string }[]; text: string };
const NOTHING: Sent = { problems: [], warnings: [] };

/** Sends codes and holder, and keeps what was wrong beside its field. */
function useCodes(transfer: TransferDto) {
  const { id } = transfer.plan;
  const client = useQueryClient();
  const codes = useSubmission(setTransferCodesAction);
  const choices = useSubmission(setTransferChoicesAction);
  const [told, setTold] = useState<Sent>(NOTHING);
  const take = (next: TransferDto) => client.setQueryData(transferQueries.one(id).queryKey, next);

  const choose = async (registrantId: string | null): Promise<boolean> => {
    if (registrantId === (transfer.registrant?.id ?? null)) return true;
    const chosen = await choices.submit({ id, registrantId });
    if (chosen) take(chosen);
    return chosen !== undefined;
  };
  const give = async ({ codes: typed, text }: Given): Promise<boolean> => {
    if (typed.length === 0 && text.trim() === "") return true;
    const kept = await codes.submit({ id, codes: typed, ...(text.trim() ? { text } : {}) });
    if (!kept) return false;
    take(kept.transfer);
    setTold(kept);
    return kept.problems.length === 0;
  };
  /** @returns whether everything was taken */
  const send = async (given: Given, registrantId: string | null): Promise<boolean> =>
    (await choose(registrantId)) && give(given);
  return {
    send,
    told,
    isPending: codes.isPending || choices.isPending,
    failure: codes.failure ?? choices.failure,
    registrantError: choices.errorAt("registrantId"),
  };
}

/** Step 3: the code of each name, and who is to hold it. Codes that were given are never shown again. */
export function CodesStep({ transfer }: CodesStepProps) {
  const { rows, plan, needsRegistrant, registrant } = transfer;
  const wanted = rows.filter(wantsCode);
  const { send, told, isPending, failure, registrantError } = useCodes(transfer);
  const [registrantId, setRegistrant] = useState(registrant?.id ?? null);
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const lacksHolder = needsRegistrant && registrantId === null;
    setMissing(lacksHolder);
    const codes = wanted.flatMap(({ name }) => {
      const authCode = String(data.get(`code ${name}`) ?? "");
      return authCode === "" ? [] : [{ name, authCode }];
    });
    const isTaken = await send({ codes, text: String(data.get("text") ?? "") }, registrantId);
    if (isTaken && !lacksHolder) return router.push(stepHref(plan.id, "nameservers"));
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  };

  return (
    <form
      ref={form}
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <div role="alert" className="grid gap-2 empty:hidden">
        {failure && <Notice tone="bad" title={failure.message} />}
        <LineProblems told={told} names={new Set(wanted.map(({ name }) => name))} />
      </div>
      <OwnCodes transfer={transfer} />
      <CodesCard wanted={wanted} told={told} />
      {needsRegistrant && (
        <Registrant
          transfer={transfer}
          value={registrantId}
          onChange={setRegistrant}
          error={isMissing ? ["Choose who is to hold the names."] : registrantError}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={isPending}>
          Keep and go on
        </Button>
        <LinkButton href={stepHref(plan.id, "preflight")}>Back</LinkButton>
      </div>
    </form>
  );
}

function CodesCard({ wanted, told }: { wanted: readonly TransferRowDto[]; told: Sent }) {
  const missing = wanted.filter(({ code }) => code === "missing").length;
  if (wanted.length === 0)
    return (
      <Card title="Auth codes">
        <p className="text-ink-2">None of these names needs a code.</p>
      </Card>
    );
  const hasFields = wanted.length <= MOST_FIELDS;
  return (
    <Card
      title="Auth codes"
      note={missing === 0 ? "all are given" : `${namesWord(missing)} without one`}
    >
      <p className="pb-3 text-ink-2">
        The present registrar gives them. They are kept sealed until the transfer has ended, shown
        to nobody, and forgotten then. A name without its code is left out of the order.
      </p>
      {hasFields && (
        <div className="grid gap-4 md:grid-cols-2">
          {wanted.map((row) => (
            <CodeField
              key={row.name}
              row={row}
              error={told.problems.find(({ name }) => name === row.name)?.message}
              warning={told.warnings.find(({ name }) => name === row.name)?.message}
            />
          ))}
        </div>
      )}
      <details className="pt-3" open={!hasFields}>
        <summary className="cursor-pointer rounded-s pointer-coarse:min-h-11 pointer-coarse:content-center">
          Paste many codes
        </summary>
        <TextareaField
          label="Names with their codes"
          name="text"
          mono
          rows={4}
          autoComplete="off"
          spellCheck={false}
          help="One name and its code on each line, or CSV."
          className="pt-2"
        />
      </details>
    </Card>
  );
}

/** Problems that belong to no field on the page. */
function LineProblems({ told, names }: { told: Sent; names: ReadonlySet<string> }) {
  const loose = told.problems.filter(
    ({ name, line }) => line !== null || name === null || !names.has(name),
  );
  if (loose.length === 0) return null;
  return (
    <Notice tone="bad" title="Some codes could not be kept; the others were.">
      <ul className="list-disc pl-5">
        {loose.map(({ name, line, message }) => (
          <li key={`${line} ${name}`}>
            {line === null ? (name ?? "") : `Line ${line}`}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type RegistrantProps = {
  transfer: TransferDto;
  value: string | null;
  onChange: (id: string | null) => void;
  error: readonly string[] | undefined;
};

function Registrant({ transfer, value, onChange, error }: RegistrantProps) {
  const own = transfer.partner?.id;
  return (
    <Card title="Holder">
      <ContactPicker
        label="Holder of the names"
        required
        owners={own ? [own, HOUSE] : [HOUSE]}
        value={value}
        onChange={onChange}
        help={
          <>
            {transfer.account.registrarName} wants to be told. At many registries another holder
            than before is a change of holder, which may lock the name for days. Somebody who is
            missing is added in the{" "}
            <Link href="/contacts" className="link">
              contact book
            </Link>
            ; what was entered here stays.
          </>
        }
        error={error}
      />
    </Card>
  );
}
