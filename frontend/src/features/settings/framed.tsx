import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { keepAdminKey, useAdminKey } from "./admin-key";
import { type PageName, pageAddress } from "./paths";
import { operatorKeys } from "./queries";

/** One of the pages of settings, under the way to all of them. */
export function Framed({ pages, page, children }: { pages: readonly PageName[]; page: PageName; children: ReactNode }) {
  const text = useText().settings;
  const known = useAdminKey() !== undefined;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <nav aria-label={text.title} className="flex min-w-0 flex-wrap gap-x-4">
          {pages.map((name) => (
            <Link
              key={name}
              href={pageAddress(name)}
              aria-current={name === page ? "page" : undefined}
              className="border-b-2 border-transparent py-1 pointer-coarse:py-2 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {text.pages[name]}
            </Link>
          ))}
        </nav>
        {known && <ForgetKey />}
      </div>
      {children}
    </div>
  );
}

/** What a page is called, and what there is to do on it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <h1 className="py-1 text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
      {children}
    </div>
  );
}

function ForgetKey() {
  const text = useText().settings;
  const { client } = useServices();
  const forget = (): void => {
    keepAdminKey(undefined);
    client.removeQueries({ queryKey: operatorKeys });
  };
  return (
    <Button onClick={forget} title={text.forgetHint}>
      <KeyRound aria-hidden className="size-4" />
      {text.forget}
    </Button>
  );
}
