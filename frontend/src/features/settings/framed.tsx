import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { keepAdminKey } from "./admin-key";
import { CONNECTIONS, QUEUES } from "./paths";
import { connectionKeys } from "./queries";

const pages = { connections: CONNECTIONS, queues: QUEUES } as const;
const names = ["connections", "queues"] as const;

/** One of the pages of settings, and the way to the others. */
export function Framed({ page, aside, children }: { page: keyof typeof pages; aside?: ReactNode; children: ReactNode }) {
  const text = useText().settings;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4">
      <nav aria-label={text.title} className="flex gap-4">
        {names.map((name) => (
          <Link
            key={name}
            href={pages[name]}
            aria-current={name === page ? "page" : undefined}
            className="border-b-2 border-transparent py-1 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {text.pages[name]}
          </Link>
        ))}
      </nav>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="py-1 text-xl font-semibold tracking-tight">{text.pages[page]}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

export function ForgetKey() {
  const text = useText().settings;
  const { client } = useServices();
  const forget = (): void => {
    keepAdminKey(undefined);
    client.removeQueries({ queryKey: connectionKeys });
  };
  return (
    <Button onClick={forget} title={text.forgetHint}>
      <KeyRound aria-hidden className="size-4" />
      {text.forget}
    </Button>
  );
}
