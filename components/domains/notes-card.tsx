"use client";

import type { DomainDetailDto } from "@/server/domains/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import { Tag } from "../ui/tag";
import type { DomainEditing } from "./use-edit-domain";

type NotesCardProps = { domain: DomainDetailDto; editing: DomainEditing; onEdit: () => void };

const WISHES = { true: "on", false: "off" } as const;

/** What is ours alone on this name: tags, notes, the auto-renew wish. */
export function NotesCard({ domain, editing, onEdit }: NotesCardProps) {
  const wish = domain.autoRenewWish;
  return (
    <Card
      title="Notes"
      action={
        <Button size="s" onClick={onEdit}>
          Edit…
        </Button>
      }
    >
      {editing.refused && <Refused editing={editing} />}
      {domain.tags.length > 0 && (
        <ul aria-label="Tags" className="mb-2 flex flex-wrap gap-1">
          {domain.tags.map((tag) => (
            <li key={tag}>
              <Tag>{tag}</Tag>
            </li>
          ))}
        </ul>
      )}
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {domain.notes || <span className="text-ink-3">No notes yet.</span>}
      </p>
      <p className="mt-2 text-12 text-ink-3">
        {wish === null ? "No auto-renew wish" : `We wish auto-renew ${WISHES[`${wish}`]}`}
        {domain.isCritical && " · marked critical"}
      </p>
    </Card>
  );
}

function Refused({ editing }: { editing: DomainEditing }) {
  const { refused, edit, forget } = editing;
  if (!refused) return null;
  return (
    <Notice
      tone="bad"
      title="Your change was not saved."
      className="mb-3"
      action={
        <>
          <Button size="s" onClick={forget}>
            Drop it
          </Button>
          <Button size="s" onClick={() => edit(refused.edits)}>
            Save again
          </Button>
        </>
      }
    >
      {refused.error.message}
    </Notice>
  );
}
