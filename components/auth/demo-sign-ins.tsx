"use client";

export type DemoSignIn = { email: string; password: string; who: string };

type DemoSignInsProps = {
  signIns: readonly DemoSignIn[];
  onChoose: (chosen: DemoSignIn) => void;
};

/** The people of the demo: one click fills the form. Never rendered outside demo mode. */
export function DemoSignIns({ signIns, onChoose }: DemoSignInsProps) {
  return (
    <section aria-labelledby="demo-sign-ins" className="mt-6 border-line border-t pt-4">
      <h2 id="demo-sign-ins" className="font-semibold">
        This is a demo
      </h2>
      <p className="text-ink-2">Choose who to be; the form is filled in for you.</p>
      <ul className="-mx-2 mt-2">
        {signIns.map((signIn) => (
          <li key={signIn.email}>
            <button
              type="button"
              onClick={() => onChoose(signIn)}
              className="flex w-full flex-wrap items-baseline gap-x-2 rounded-s px-2 py-1.5 text-left hover:bg-sunken pointer-coarse:min-h-11 pointer-coarse:items-center"
            >
              <span className="font-medium">{signIn.who}</span>
              <span className="text-12 text-ink-3 [overflow-wrap:anywhere]">{signIn.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
