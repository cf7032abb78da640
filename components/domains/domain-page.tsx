"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import type { PlanAsked } from "../plans/start/plan-dialog";
import { NamePriceCard } from "../prices/name-price-card";
import { useShortcuts } from "../shell/shortcuts";
import { Button, type ButtonProps } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { SkeletonBlock } from "../ui/skeleton";
import { ChangesNotices } from "./changes-notices";
import { ContactsCard } from "./contacts-card";
import { ControlsCard } from "./controls-card";
import { DomainHeader } from "./domain-header";
import { EditDialog } from "./edit-dialog";
import { FactsCard } from "./facts-card";
import { FlagNotices } from "./flag-notices";
import { LifeBar } from "./life-bar";
import { LocksCard } from "./locks-card";
import { NameserversCard } from "./nameservers-card";
import { NotesCard } from "./notes-card";
import { domainQueries } from "./queries";
import { SyncResult } from "./sync-result";
import { TimelineCard } from "./timeline-card";
import { TruthCard } from "./truth-card";
import { type Changes, useChanges } from "./use-changes";
import { useEditDomain } from "./use-edit-domain";
import { useNeighbours } from "./use-neighbours";
import { useSyncDomain } from "./use-sync-domain";

/** The page of one domain. @param name its A-label form, as the address has it */
export function DomainPage({ name }: { name: string }) {
  const detail = useQuery(domainQueries.detail(name));
  if (detail.data) return <Domain domain={detail.data} />;
  if (detail.isError)
    return (
      <ErrorState
        level={1}
        title={`${name} could not be loaded.`}
        cause={detail.error.message}
        retry={<Button onClick={() => void detail.refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label={`Loading ${name}`} lines={8} />;
}

function Domain({ domain }: { domain: DomainDetailDto }) {
  const [isEditing, setEditing] = useState(false);
  const editing = useEditDomain(domain);
  const sync = useSyncDomain(domain);
  const changes = useChanges(domain);
  const edit = () => setEditing(true);
  useShortcuts([
    ...(domain.isKeptByHand ? [] : [{ keys: "s", label: "Sync now", run: sync.sync }]),
    { keys: "n", label: "Edit notes, tags and wish", run: edit },
  ]);
  return (
    <>
      <DomainHeader
        domain={domain}
        actions={
          <>
            <Neighbours name={domain.name} />
            {!domain.isKeptByHand && (
              <Button pending={sync.isPending} onClick={sync.sync}>
                Sync now
              </Button>
            )}
            <Button onClick={edit}>Notes…</Button>
            {!domain.isKeptByHand && <ChangeButtons domain={domain} changes={changes} />}
          </>
        }
      />
      <SyncResult sync={sync} />
      <ChangesNotices name={domain.name} />
      <FlagNotices domain={domain} editing={editing} />
      <LifeBar domain={domain} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2.3fr)_minmax(18rem,1fr)]">
        <div className="grid content-start gap-4">
          <TruthCard domain={domain} />
          <ControlsCard domain={domain} onAsk={changes.ask} />
          <TimelineCard domainId={domain.id} />
        </div>
        <div className="grid content-start gap-4 max-xl:md:grid-cols-2">
          <NameserversCard domain={domain} />
          <LocksCard domain={domain} />
          <NamePriceCard domain={domain} />
          <NotesCard domain={domain} editing={editing} onEdit={edit} />
          <FactsCard domain={domain} />
          <ContactsCard domain={domain} />
        </div>
      </div>
      <EditDialog domain={domain} editing={editing} isOpen={isEditing} onOpenChange={setEditing} />
      {changes.dialog}
    </>
  );
}

function ChangeButtons({ domain, changes }: { domain: DomainDetailDto; changes: Changes }) {
  return (
    <>
      <ChangeButton asked="nameservers" changes={changes}>
        Nameservers…
      </ChangeButton>
      <ChangeButton asked="lock" changes={changes}>
        {domain.lockState === "locked" ? "Unlock…" : "Lock…"}
      </ChangeButton>
      <ChangeButton
        asked="renew"
        changes={changes}
        variant="primary"
        className="max-md:order-first"
      >
        Renew…
      </ChangeButton>
    </>
  );
}

type ChangeButtonProps = Pick<ButtonProps, "variant" | "className" | "children"> & {
  asked: PlanAsked;
  changes: Changes;
};

/** Opens the box of a change. One that is not possible looks like it, says why to whoever stops there, and when pressed. */
function ChangeButton({ asked, changes, ...rest }: ChangeButtonProps) {
  const hindrance = changes.hindranceOf(asked);
  return (
    <Button
      {...rest}
      {...(hindrance ? { title: hindrance, "aria-disabled": true } : {})}
      onClick={() => changes.ask(asked)}
    />
  );
}

function Neighbours({ name }: { name: string }) {
  const { previous, next } = useNeighbours(name);
  return (
    <>
      {previous && (
        <LinkButton
          href={previous}
          variant="quiet"
          aria-label="Previous name of the list"
          title="Previous name of the list ( [ )"
        >
          <ChevronLeft />
        </LinkButton>
      )}
      {next && (
        <LinkButton
          href={next}
          variant="quiet"
          aria-label="Next name of the list"
          title="Next name of the list ( ] )"
        >
          <ChevronRight />
        </LinkButton>
      )}
    </>
  );
}
