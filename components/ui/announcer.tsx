"use client";

import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

type Message = { id: number; text: string };
type Urgency = "polite" | "assertive";
type Announce = (text: string, urgency?: Urgency) => void;

const KEPT = 3;

const AnnounceContext = createContext<Announce | undefined>(undefined);

/**
 * Speaks to screen readers without moving focus: results of a sort, a finished job ("polite"), errors ("assertive").
 *
 * @throws Error outside AnnouncerProvider
 */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error("useAnnounce needs AnnouncerProvider above it.");
  return announce;
}

/** Holds the one polite and the one assertive region of the page. Stands once, in the root layout. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const nextId = useRef(0);
  const [polite, setPolite] = useState<readonly Message[]>([]);
  const [assertive, setAssertive] = useState<readonly Message[]>([]);

  const announce = useCallback<Announce>((text, urgency = "polite") => {
    nextId.current += 1;
    const message = { id: nextId.current, text };
    const set = urgency === "polite" ? setPolite : setAssertive;
    set((messages) => [...messages, message].slice(-KEPT));
  }, []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <Region urgency="polite" messages={polite} />
      <Region urgency="assertive" messages={assertive} />
    </AnnounceContext>
  );
}

/** Each message is a node of its own, so that saying the same thing twice is heard twice. */
function Region({ urgency, messages }: { urgency: Urgency; messages: readonly Message[] }) {
  return (
    <div aria-live={urgency} aria-atomic="false" aria-relevant="additions" className="sr-only">
      {messages.map((message) => (
        <p key={message.id}>{message.text}</p>
      ))}
    </div>
  );
}
