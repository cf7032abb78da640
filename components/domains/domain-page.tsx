"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { NamePriceCard } from "../prices/name-price-card";
import { useShortcuts } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { SkeletonBlock } from "../ui/skeleton";
import { ChangesNotices } from "./changes-notices";
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
            {!domain.isKeptByHand && <ChangeButtons domain={domain} changes={changes} />}
            <Button onClick={edit}>Notes…</Button>
            {!domain.isKeptByHand && (
              <Button variant="primary" pending={sync.isPending} onClick={sync.sync}>
                Sync now
              </Button>
            )}
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
      <Button onClick={() => changes.ask("renew")}>Renew…</Button>
      <Button onClick={() => changes.ask("nameservers")}>Nameservers…</Button>
      <Button onClick={() => changes.ask("lock")}>
        {domain.lockState === "locked" ? "Unlock…" : "Lock…"}
      </Button>
    </>
  );
}

function Neighbours({ name }: { name: string }) {
  const { previous, next } = useNeighbours(name);
  return (
    <>
      {previous && (
        <LinkButton href={previous} variant="quiet" aria-label="Previous name of the list">
          <ChevronLeft />
        </LinkButton>
      )}
      {next && (
        <LinkButton href={next} variant="quiet" aria-label="Next name of the list">
          <ChevronRight />
        </LinkButton>
      )}
    </>
  );
}
