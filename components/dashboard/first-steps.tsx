import { Check } from "lucide-react";
import type { Route } from "next";
import { priceHref } from "../prices/address";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";

type Step = {
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly href: Route;
  readonly button: string;
};

type FirstStepsProps = {
  hasAccount: boolean;
  hasNames: boolean;
  isAssigned: boolean;
  /** Somebody is told by e-mail when a price moves. */
  hasContact: boolean;
};

const steps = ({ hasAccount, hasNames, isAssigned, hasContact }: FirstStepsProps): Step[] => [
  {
    title: "Connect a registrar account",
    text: "Its key is tested before anything is read, and never shown again.",
    isDone: hasAccount,
    href: "/settings/accounts",
    button: "Connect an account",
  },
  {
    title: "Read its names",
    text: "The first sync shows what arrives before it is taken in.",
    isDone: hasNames,
    href: "/settings/accounts",
    button: "Start the first sync",
  },
  {
    title: "Assign the names to partners",
    text: "A partner's people see the names that are assigned to it, and no others.",
    isDone: isAssigned,
    href: "/domains?partner=none",
    button: "Assign names",
  },
  {
    title: "Say who is told of price moves",
    text: "A rule of the prices names who gets an e-mail, and from which move on.",
    isDone: hasContact,
    href: priceHref({ tab: "rules" }),
    button: "Set an alert contact",
  },
];

/** The way from an empty house to the first names, one step at a time. */
export function FirstSteps(props: FirstStepsProps) {
  const all = steps(props);
  const next = all.findIndex(({ isDone }) => !isDone);
  return (
    <Card title="First steps">
      <ol className="grid gap-4">
        {all.map(({ title, text, isDone, href, button }, at) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden="true"
              className="grid size-6 flex-none place-items-center rounded-full bg-sunken text-12 font-medium text-ink-2"
            >
              {isDone ? <Check className="size-3.5 text-ok" /> : at + 1}
            </span>
            <div className="grid justify-items-start gap-1">
              <h3 className="font-medium">
                {title}
                {isDone && <span className="sr-only">, done</span>}
              </h3>
              <p className="text-ink-2">{text}</p>
              {at === next && (
                <LinkButton href={href} variant="primary" className="mt-1">
                  {button}
                </LinkButton>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
