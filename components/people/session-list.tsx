"use client";

import { useRouter } from "next/navigation";
import { endOtherSessionsAction, endSessionAction } from "@/server/actions/session";
import type { SessionDto } from "@/server/auth/schemas";
import { settled } from "../query/settled";
import { AgeText } from "../ui/age-text";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { Flag } from "../ui/flag";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { useToast } from "../ui/toast";
import { deviceName } from "./device-name";

/** Where the caller is signed in, and the way to end it there. */
export function SessionList({ sessions }: { sessions: readonly SessionDto[] }) {
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <Card
      title="Where you are signed in"
      note={sessions.length === 1 ? "here only" : `${sessions.length} browsers`}
      padded={false}
      {...(others > 0 ? { action: <EndOthers others={others} /> } : {})}
    >
      <Table caption="Your sessions" stacked>
        <thead>
          <tr>
            <Th>Device</Th>
            <Th>Address</Th>
            <Th>Last used</Th>
            <Th>Signed in</Th>
            <Th labelHidden>Action</Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Tr key={session.id}>
              <SessionCells session={session} />
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function SessionCells({ session }: { session: SessionDto }) {
  return (
    <>
      <Td phone="line">
        <span className="font-medium">{deviceName(session.agent)}</span>{" "}
        {session.isCurrent && <Flag tone="ok">This one</Flag>}
      </Td>
      <Td muted>{session.address ?? "Unknown address"}</Td>
      <Td muted>
        <span className="md:hidden">used </span>
        <AgeText value={session.lastSeenAt} />
      </Td>
      <Td muted phone="hidden">
        <DateText value={session.createdAt} time />
      </Td>
      <Td className="text-right">{!session.isCurrent && <EndOne session={session} />}</Td>
    </>
  );
}

function EndOne({ session }: { session: SessionDto }) {
  const router = useRouter();
  const toast = useToast();
  const device = deviceName(session.agent);
  const end = async () => {
    await settled(endSessionAction({ sessionId: session.id }));
    toast({ title: `Signed out ${device}.` });
    router.refresh();
  };
  return (
    <AlertDialog
      title={`Sign out ${device}?`}
      description="What is open there stops working at its next click."
      confirm="Sign out"
      trigger={
        <Button size="s" aria-label={`Sign out ${device}, ${session.address ?? "unknown address"}`}>
          Sign out
        </Button>
      }
      onConfirm={end}
    />
  );
}

function EndOthers({ others }: { others: number }) {
  const router = useRouter();
  const toast = useToast();
  const end = async () => {
    const { ended } = await settled(endOtherSessionsAction(undefined));
    toast({ title: ended === 1 ? "Signed out one browser." : `Signed out ${ended} browsers.` });
    router.refresh();
  };
  return (
    <AlertDialog
      title="Sign out everywhere else?"
      description={
        others === 1
          ? "One other browser is signed in. This one stays."
          : `${others} other browsers are signed in. This one stays.`
      }
      confirm="Sign out the others"
      trigger={<Button size="s">Sign out all others…</Button>}
      onConfirm={end}
    />
  );
}
