"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { answerTransferOutAction } from "@/server/actions/transfers";
import type { DomainCapabilitiesDto } from "@/server/domains/schemas";
import type { SteeredDto, TransfersOutDto } from "@/server/transfers/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { SkeletonBlock } from "../ui/skeleton";
import { transferQueries } from "./queries";

type RequestsOutProps = {
  name: string;
  panel: DomainCapabilitiesDto["panel"];
  /** Whether this role decides about names that are asked away. */
  canAnswer: boolean;
};

/** What other registrars ask for a name, and the yes or no to it, where its registrar takes one. */
export function RequestsOut({ name, panel, canAnswer }: RequestsOutProps) {
  const { data, error, refetch, isFetching } = useQuery(transferQueries.out(name));
  return (
    <Card
      title="Requests of other registrars"
      action={
        data?.obstacle === null && (
          <Button size="s" pending={isFetching} onClick={() => void refetch()}>
            Look again
          </Button>
        )
      }
    >
      {error && <p className="text-bad">{error.message}</p>}
      {!data && !error && <SkeletonBlock label="Asking the registrar" lines={2} />}
      {data && (
        <>
          {data.obstacle && <p className="text-ink-2">{data.obstacle}</p>}
          {data.obstacle === null && data.requests.length === 0 && (
            <p className="text-ink-2">
              Nobody asks for the name now. The code is given to the gaining registrar, which begins
              the transfer; its request then stands here.
            </p>
          )}
          <ul className="grid gap-3">
            {data.requests.map((request) => (
              <Request
                key={request.reference}
                name={name}
                request={request}
                canAnswer={canAnswer}
              />
            ))}
          </ul>
          {(data.obstacle ?? !canAnswer) && panel && <PanelLink panel={panel} />}
        </>
      )}
    </Card>
  );
}

function PanelLink({ panel }: { panel: NonNullable<RequestsOutProps["panel"]> }) {
  return (
    <p className="pt-2">
      <a href={panel.url} target="_blank" rel="noreferrer" className="link">
        Agree or refuse at {panel.name} <ExternalLink className="inline size-3" />
        <span className="sr-only"> in a new tab</span>
      </a>
    </p>
  );
}

const STATE_WORDS = {
  requested: "waits for an answer",
  completed: "completed",
  failed: "ended without a transfer",
  unknown: "not told how it stands",
} as const;

type RequestProps = {
  name: string;
  request: TransfersOutDto["requests"][number];
  canAnswer: boolean;
};

function Request({ name, request, canAnswer }: RequestProps) {
  const { reference, state, step, reason } = request;
  const [told, setTold] = useState<SteeredDto | null>(null);
  const client = useQueryClient();
  const tell = async (next: SteeredDto) => {
    setTold(next);
    await client.invalidateQueries({ queryKey: transferQueries.out(name).queryKey });
  };
  return (
    <li className="grid gap-2">
      <p>
        Request {reference} <span className="text-ink-2">{STATE_WORDS[state]}</span>
        {(step ?? reason) && (
          <span className="block text-12 text-ink-3">
            {[step, reason].filter(Boolean).join(": ")}
          </span>
        )}
      </p>
      {state === "requested" && canAnswer && told === null && (
        <div className="flex flex-wrap gap-2">
          <Answer name={name} reference={reference} isApproved onTold={tell} />
          <Answer name={name} reference={reference} isApproved={false} onTold={tell} />
        </div>
      )}
      <p role="status" className="text-12 text-ink-2 empty:hidden">
        {told?.message}
      </p>
    </li>
  );
}

type AnswerProps = {
  name: string;
  reference: string;
  isApproved: boolean;
  onTold: (told: SteeredDto) => Promise<void>;
};

function Answer({ name, reference, isApproved, onTold }: AnswerProps) {
  const { guard, dialog } = useStepUp();
  return (
    <AlertDialog
      trigger={<Button size="s">{isApproved ? "Let it go…" : "Refuse…"}</Button>}
      title={isApproved ? `Let ${name} go?` : `Refuse to let ${name} go?`}
      description={
        isApproved
          ? "It goes to the other registrar at once, and comes back only by a transfer of its own."
          : "The name stays here. Whoever asks can ask again."
      }
      confirm={isApproved ? "Let it go" : "Refuse"}
      danger={isApproved}
      onConfirm={async () =>
        onTold(
          await guard(() =>
            settled(answerTransferOutAction({ domain: name, reference, isApproved })),
          ),
        )
      }
    >
      {dialog}
    </AlertDialog>
  );
}
