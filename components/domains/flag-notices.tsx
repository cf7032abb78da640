"use client";

import type { ReactNode } from "react";
import type { DomainDetailDto, FlagNotice } from "@/server/domains/schemas";
import { DOMAIN_FLAGS, type DomainFlag, SEEN_BY_LOOKING } from "@/server/names/domain-flags";
import { inboxHref } from "../conflicts/address";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { LinkButton } from "../ui/link-button";
import { Notice, type NoticeTone } from "../ui/notice";
import type { DomainEditing } from "./use-edit-domain";
import { AUTO_RENEW_WORDS, registrarName, sentenceList } from "./words";

type Telling = {
  readonly tone: NoticeTone;
  readonly title: (domain: DomainDetailDto) => string;
  /** What to do, after when it was first seen. */
  readonly advice: (domain: DomainDetailDto, notice: FlagNotice) => string;
};

const asList = (value: unknown): string =>
  Array.isArray(value) && value.length > 0 ? sentenceList(value.map(String)) : "none";

const disbelievedReasons = ({ truth }: DomainDetailDto): string =>
  truth
    .filter(({ field, reason }) => reason !== null && field !== "autoRenew")
    .map(({ reason }) => reason)
    .join(" ");

const TELLINGS: Readonly<Record<DomainFlag, Telling>> = {
  missing: {
    tone: "bad",
    title: ({ account }) => `Not found in ${account.name}.`,
    advice: () =>
      "It may have moved to another account or registrar, it may have lapsed, or the key of the account no longer sees it. Nothing was removed here. Read it again, and look into the account at the registrar.",
  },
  nameservers_changed: {
    tone: "warn",
    title: () => "The nameservers changed at the registrar, and not through us.",
    advice: (_domain, { before, after }) =>
      Array.isArray(after)
        ? `They were ${asList(before)}; now ${asList(after)}. If nobody of yours did this, look into the registrar account at once.`
        : "If nobody of yours did this, look into the registrar account at once.",
  },
  unlocked_elsewhere: {
    tone: "warn",
    title: () => "The transfer lock was lifted, and not through us.",
    advice: ({ registrar }) =>
      `If nobody of yours did this, lock the name again at ${registrarName(registrar)} before anybody moves it away.`,
  },
  auto_renew_mismatch: {
    tone: "warn",
    title: ({ autoRenew, autoRenewWish }) =>
      `Auto-renew is ${AUTO_RENEW_WORDS[autoRenew].toLowerCase()} at the registrar; we wish it ${autoRenewWish ? "on" : "off"}.`,
    advice: ({ registrar }) =>
      `Switch it at ${registrarName(registrar)}, or change the wish here. The next sync looks again.`,
  },
  disbelieved: {
    tone: "warn",
    title: () => "The registrar told a value that waits for a decision.",
    advice: (domain) => `${disbelievedReasons(domain)} We kept our own value meanwhile.`.trim(),
  },
  unread: {
    tone: "warn",
    title: ({ account }) => `${account.name} gives no answer about this name.`,
    advice: () =>
      "It was asked for several times in a row and is asked for less and less often. Look it up in the account at the registrar, then read it again here.",
  },
  above_ceiling: {
    tone: "warn",
    title: () => "A year of it costs more than its ceiling.",
    advice: () =>
      "Nothing here renews it at that price without being asked. Raise the ceiling, renew it by hand, or let it go, before its day comes.",
  },
  unknown_status: {
    tone: "info",
    title: ({ unknownStatuses }) =>
      `The registrar uses a status we do not know: ${sentenceList(unknownStatuses)}.`,
    advice: () => "It is kept as it came and has no effect on the dates here.",
  },
  arrived: {
    tone: "info",
    title: ({ account }) => `New in ${account.name}, found by sync.`,
    advice: ({ partner }) =>
      partner
        ? "Nobody has looked at it yet: check the tags and the auto-renew wish."
        : "Nobody has looked at it yet, and it belongs to no partner.",
  },
};

const ORDER = Object.keys(TELLINGS) as DomainFlag[];
const isSeenByLooking = (flag: DomainFlag) => (DOMAIN_FLAGS[flag] & SEEN_BY_LOOKING) !== 0;

type FlagNoticesProps = { domain: DomainDetailDto; editing: DomainEditing };

/** What somebody should look at on this name: what happened, since when, and what to do. The gravest first. */
export function FlagNotices({ domain, editing }: FlagNoticesProps) {
  const notices = [...domain.notices].sort(
    (left, right) => ORDER.indexOf(left.flag) - ORDER.indexOf(right.flag),
  );
  if (notices.length === 0 && !domain.failure) return null;
  return (
    <div className="mb-4 grid gap-2">
      {domain.failure && (
        <Notice title="The last detailed reading of this name failed.">
          <Since>{domain.failure.at}</Since>
          {domain.failure.message} What stands here is older than that: read it again.
        </Notice>
      )}
      {notices.map((notice) => {
        const { tone, title, advice } = TELLINGS[notice.flag];
        return (
          <Notice
            key={notice.flag}
            tone={tone}
            title={title(domain)}
            action={<NoticeAction domain={domain} flag={notice.flag} editing={editing} />}
          >
            <Since>{notice.since}</Since>
            {advice(domain, notice)}
          </Notice>
        );
      })}
    </div>
  );
}

function Since({ children }: { children: string | null }): ReactNode {
  if (!children) return null;
  return (
    <>
      First seen <DateText value={children} time />.{" "}
    </>
  );
}

/** Flags that somebody decides about in the inbox, with the fields they stand for there. */
const IN_THE_INBOX: Readonly<Partial<Record<DomainFlag, readonly string[]>>> = {
  disbelieved: [
    "expiresAt",
    "registeredAt",
    "statuses",
    "nameservers",
    "lockState",
    "registrant",
    "dnssec",
  ],
  auto_renew_mismatch: ["autoRenew"],
  missing: ["departure"],
};

type NoticeActionProps = { domain: DomainDetailDto; flag: DomainFlag; editing: DomainEditing };

function NoticeAction({ domain, flag, editing }: NoticeActionProps) {
  if (isSeenByLooking(flag)) return <MarkAsSeen editing={editing} />;
  const fields = IN_THE_INBOX[flag] ?? [];
  if (!domain.conflicts.some(({ field }) => fields.includes(field))) return null;
  return (
    <LinkButton size="s" href={inboxHref({ name: domain.name })}>
      Decide in the inbox
    </LinkButton>
  );
}

function MarkAsSeen({ editing }: { editing: DomainEditing }) {
  return (
    <Button size="s" pending={editing.isPending} onClick={() => editing.edit({ isSeen: true })}>
      Mark as seen
    </Button>
  );
}
