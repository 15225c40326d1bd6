import { RefreshCw, Trash2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { ApiKeyView, NewApiKey } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { Figure } from "../../ui/figure";
import { Timestamp } from "../../ui/timestamp";
import { Confirm } from "./confirm";
import { inputClass } from "./field-input";
import { expireKey, keysQuery, makeKey, revokeKey } from "./queries";
import { useAction } from "./use-action";

interface Props {
  readonly adminKey: string;
  readonly shown: ApiKeyView;
  onMade(key: NewApiKey): void;
}

/** A key: whose it is, whether it is used, and until when it is good. */
export function KeyRow({ adminKey, shown, onMade }: Props) {
  const text = useText().settings.keys;
  const format = useFormat();
  const { name, role, id, signed, createdBy, createdAt, lastUsedAt, lag, eventsPerSecond, expiresAt, revokedAt, revokedBy } = shown;
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="font-semibold wrap-anywhere">{name}</span>
          <span className="text-muted">{text.role[role]}</span>
        </p>
        {id !== undefined && revokedAt === undefined && <Actions adminKey={adminKey} shown={shown} id={id} onMade={onMade} />}
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
        <Figure name={text.lastUsed}>
          {id === undefined ? text.notKept : lastUsedAt === undefined ? text.never : <Timestamp at={lastUsedAt} />}
        </Figure>
        {role === "ingest" && (
          <>
            <Figure name={text.lag} hint={text.lagHint}>
              {lag === undefined ? "–" : format.seconds(lag)}
            </Figure>
            <Figure name={text.limit}>{eventsPerSecond === undefined ? text.usualLimit : format.number(eventsPerSecond)}</Figure>
            <Figure name={text.signing}>{signed ? text.canSign : text.cannotSign}</Figure>
          </>
        )}
      </dl>
      <p className="wrap-anywhere text-muted">
        {createdAt === undefined ? (
          text.configured
        ) : (
          <>
            {text.madeBy(createdBy ?? "")} <Timestamp at={createdAt} />
          </>
        )}
      </p>
      {expiresAt !== undefined && revokedAt === undefined && (
        <p className="text-near">
          {text.ends} <Timestamp at={expiresAt} />
        </p>
      )}
      {revokedAt !== undefined && (
        <p className="wrap-anywhere text-muted">
          {revokedBy === "expiry" ? text.ended : text.revokedBy(revokedBy ?? "")} <Timestamp at={revokedAt} />
        </p>
      )}
    </li>
  );
}

const HOUR_MS = 3_600_000;
/** For so many hours the old key stays good beside the new one. */
const overlaps = { hour: 1, day: 24, week: 168, month: 720 } as const;
type Overlap = keyof typeof overlaps | "open";

function Actions({ adminKey, shown, id, onMade }: Props & { readonly id: string }) {
  const { keys: text } = useText().settings;
  const { api, client, clock } = useServices();
  const [asking, setAsking] = useState<"replace" | "revoke">();
  const [overlap, setOverlap] = useState<Overlap>("day");
  const { busy, failed, run } = useAction();
  const field = useId();
  const done = () => client.invalidateQueries(keysQuery(api, adminKey));

  const revoke = (): void => {
    setAsking(undefined);
    void run(async () => {
      await revokeKey(api, adminKey, id);
      await done();
    });
  };
  const replace = (): void => {
    setAsking(undefined);
    void run(async () => {
      const { name, role, signed, eventsPerSecond } = shown;
      onMade(await makeKey(api, adminKey, { name, role, signed, ...(eventsPerSecond !== undefined && { eventsPerSecond }) }));
      if (overlap !== "open") {
        const end = (clock.now() ?? Date.now()) + overlaps[overlap] * HOUR_MS;
        await expireKey(api, adminKey, id, new Date(end).toISOString());
      }
      await done();
    });
  };
  const keep = (): void => {
    void run(async () => {
      await expireKey(api, adminKey, id, undefined);
      await done();
    });
  };

  return (
    <>
      {shown.expiresAt !== undefined && (
        <Button disabled={busy} onClick={keep}>
          {text.keep}
        </Button>
      )}
      <Action name={text.replace} of={shown.name} disabled={busy} onClick={() => setAsking("replace")}>
        <RefreshCw aria-hidden className="size-4" />
      </Action>
      <Action name={text.revoke} of={shown.name} disabled={busy} onClick={() => setAsking("revoke")}>
        <Trash2 aria-hidden className="size-4" />
      </Action>
      <p role="alert" className="w-full wrap-anywhere text-over empty:hidden">
        {failed}
      </p>
      {asking === "revoke" && (
        <Confirm title={text.revokeTitle(shown.name)} action={text.revoke} onClose={() => setAsking(undefined)} onConfirm={revoke}>
          <p>{text.revokeHint}</p>
        </Confirm>
      )}
      {asking === "replace" && (
        <Confirm
          harmless
          title={text.replaceTitle(shown.name)}
          action={text.replace}
          onClose={() => setAsking(undefined)}
          onConfirm={replace}
        >
          <p>{text.replaceHint}</p>
          <label htmlFor={field} className="font-medium">
            {text.overlap}
          </label>
          <select
            id={field}
            value={overlap}
            onChange={({ target }) => setOverlap(overlapNames.find((each) => each === target.value) ?? "day")}
            className={inputClass}
          >
            {overlapNames.map((each) => (
              <option key={each} value={each}>
                {text.overlaps[each]}
              </option>
            ))}
          </select>
        </Confirm>
      )}
    </>
  );
}

const overlapNames = ["hour", "day", "week", "month", "open"] as const satisfies readonly Overlap[];

interface ActionProps {
  readonly name: string;
  readonly of: string;
  readonly disabled: boolean;
  readonly children: ReactNode;
  onClick(): void;
}

/** Said with whose key it is, where many stand below each other. */
function Action({ name, of, disabled, children, onClick }: ActionProps) {
  return (
    <Button disabled={disabled} onClick={onClick}>
      {children}
      {name}
      <span className="sr-only">{of}</span>
    </Button>
  );
}
