import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { WebhookView } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import { type PageProps, pageAddress } from "./paths";
import { WebhookForm } from "./webhook-form";
import { WebhookPage } from "./webhook-page";
import { webhooksQuery } from "./webhook-queries";
import { WebhookStanding } from "./webhook-state";
import { useWebhookText } from "./webhook-words";

/** Every webhook, or one; the address says whether one is being added. */
export default function Webhooks({ adminKey, item }: PageProps) {
  const text = useText().settings;
  const webhooks = useQuery(webhooksQuery(useServices().api, adminKey));
  const adding = new URLSearchParams(useSearch()).has("add");
  // Kept by the page alone: it is gone with it.
  const [made, setMade] = useState<{ name: string; secret: string }>();
  return (
    <>
      {item === undefined && <PageHead title={text.pages.webhooks} />}
      <Loaded query={webhooks}>
        {(data) =>
          item !== undefined ? (
            <WebhookPage
              key={item}
              adminKey={adminKey}
              name={item}
              webhooks={data}
              secret={made?.name === item ? made.secret : undefined}
              onSecret={(secret) => setMade(secret === undefined ? undefined : { name: item, secret })}
            />
          ) : adding ? (
            <Adding
              adminKey={adminKey}
              webhooks={data}
              onMade={({ name, secret }) => {
                if (secret !== undefined) setMade({ name, secret });
                navigate(pageAddress("webhooks", name));
              }}
            />
          ) : (
            <List webhooks={data} />
          )
        }
      </Loaded>
    </>
  );
}

function List({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const text = useWebhookText();
  return (
    <>
      {webhooks.length === 0 && <p className="max-w-prose text-muted">{text.none}</p>}
      <Link href={`${pageAddress("webhooks")}?add=`} className={`${buttonClass} self-start`}>
        <Plus aria-hidden className="size-4" />
        {text.add}
      </Link>
      {webhooks.length > 0 && (
        <ul aria-label={text.title} className="flex flex-col gap-3">
          {webhooks.map(({ name, settings, state }) => (
            <li key={name} className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-4">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <Link
                  href={pageAddress("webhooks", name)}
                  className="font-semibold wrap-anywhere underline decoration-line underline-offset-4"
                >
                  {name}
                </Link>
                <span className="min-w-0 text-muted wrap-anywhere">{settings.description ?? settings.url}</span>
              </div>
              <WebhookStanding state={state} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface AddingProps {
  readonly adminKey: string;
  readonly webhooks: readonly WebhookView[];
  onMade(webhook: WebhookView): void;
}

function Adding({ adminKey, webhooks, onMade }: AddingProps) {
  const { settings: shared } = useText();
  const text = useWebhookText();
  return (
    <section aria-labelledby="adding" className="flex max-w-2xl flex-col gap-3">
      <h2 id="adding" className="font-semibold">
        {text.adding}
      </h2>
      <WebhookForm adminKey={adminKey} taken={webhooks.map(({ name }) => name)} onSaved={onMade}>
        <Button onClick={() => navigate(pageAddress("webhooks"))}>{shared.cancel}</Button>
      </WebhookForm>
    </section>
  );
}
