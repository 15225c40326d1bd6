import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { NewApiKey } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import { CopyLink } from "../../ui/copy-link";
import { PageHead } from "./framed";
import { KeyRow } from "./key-row";
import { Loaded } from "./loaded";
import { NewKeyForm } from "./new-key-form";
import { type PageProps, pageAddress } from "./paths";
import { keysQuery } from "./queries";

/** Every API key; one that was just made is shown this once. */
export default function Keys({ adminKey }: PageProps) {
  const text = useText().settings;
  const keys = useQuery(keysQuery(useServices().api, adminKey));
  const adding = new URLSearchParams(useSearch()).has("add");
  const [made, setMade] = useState<NewApiKey>();
  if (adding) {
    return (
      <div className="flex w-full max-w-2xl flex-col gap-4">
        <PageHead title={text.keys.add}>
          <Button onClick={() => navigate(pageAddress("keys"))}>{text.cancel}</Button>
        </PageHead>
        <NewKeyForm
          adminKey={adminKey}
          onMade={(key) => {
            setMade(key);
            navigate(pageAddress("keys"), { replace: true });
          }}
        />
      </div>
    );
  }
  return (
    <>
      <PageHead title={text.pages.keys}>
        <Link href={`${pageAddress("keys")}?add=`} className={buttonClass}>
          <Plus aria-hidden className="size-4" />
          {text.keys.add}
        </Link>
      </PageHead>
      {made !== undefined && <Made key={made.secret} made={made} onDone={() => setMade(undefined)} />}
      <Loaded query={keys}>
        {(data) => {
          const revoked = data.filter(({ revokedAt }) => revokedAt !== undefined);
          return (
            <>
              <ul aria-label={text.pages.keys} className="flex flex-col gap-3">
                {data
                  .filter(({ revokedAt }) => revokedAt === undefined)
                  .map((key) => (
                    <KeyRow key={key.id ?? `${key.role} ${key.name}`} adminKey={adminKey} shown={key} onMade={setMade} />
                  ))}
              </ul>
              {revoked.length > 0 && (
                <details>
                  <summary>{text.keys.revoked(revoked.length)}</summary>
                  <ul aria-label={text.keys.revoked(revoked.length)} className="flex flex-col gap-3 pt-3">
                    {revoked.map((key) => (
                      <KeyRow key={key.id} adminKey={adminKey} shown={key} onMade={setMade} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** The secrets of a new key, which nobody can read again. */
function Made({ made: { key, secret, signingSecret }, onDone }: { made: NewApiKey; onDone: () => void }) {
  const text = useText().settings.keys;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="made" className="flex flex-col gap-3 rounded-xl border border-accent bg-surface p-4">
      <h2 id="made" ref={heading} tabIndex={-1} className="font-semibold outline-none">
        {text.made(key.name)}
      </h2>
      <p>{text.madeHint}</p>
      <Secret name={text.secret} value={secret} />
      {signingSecret !== undefined && <Secret name={text.signingSecret} value={signingSecret} />}
      <Button onClick={onDone} className="self-start">
        {text.done}
      </Button>
    </section>
  );
}

function Secret({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium">{name}</h3>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 rounded-lg bg-raised px-2 py-1 font-mono text-xs break-all">{value}</code>
        <CopyLink verbatim={value} />
      </div>
    </div>
  );
}
