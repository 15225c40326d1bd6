import { Plus } from "lucide-react";
import { Link } from "wouter";
import type { ConnectionView } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { Button, buttonClass } from "../../ui/button";
import { Choices } from "./choices";
import { ConnectionForm } from "./connection-form";
import { Counts, StateLine } from "./connection-state";
import type { ConnectionKind } from "./kinds";
import { kindNames } from "./kinds";
import { pageAddress } from "./paths";

interface Props {
  readonly adminKey: string;
  readonly connections: readonly ConnectionView[];
}

/** Every connection and how it does; the address says whether one is being added, and of which kind. */
export function ConnectionList({ adminKey, connections }: Props) {
  const text = useText().settings;
  const adding = new URLSearchParams(useSearch()).get("add");
  const kind = kindNames.find((each) => each === adding);
  if (kind !== undefined) return <Adding adminKey={adminKey} kind={kind} connections={connections} />;
  if (adding !== null) return <KindPicker />;
  return connections.length === 0 ? (
    <>
      <p className="max-w-prose text-muted">{text.none}</p>
      <KindPicker />
    </>
  ) : (
    <>
      <Link href={`${pageAddress("connections")}?add=`} className={`${buttonClass} self-start`}>
        <Plus aria-hidden className="size-4" />
        {text.add}
      </Link>
      <ul aria-label={text.pages.connections} className="flex flex-col gap-3">
        {connections.map((connection) => (
          <Row key={connection.name} connection={connection} />
        ))}
      </ul>
    </>
  );
}

function Row({ connection: { name, settings, state } }: { connection: ConnectionView }) {
  const text = useText().settings;
  return (
    <li className="grid gap-x-6 gap-y-3 rounded-xl border border-line bg-surface p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={pageAddress("connections", name)}
            className="font-semibold wrap-anywhere underline decoration-line underline-offset-4"
          >
            {name}
          </Link>
          <span className="text-muted">{text.kinds[settings.kind].name}</span>
        </div>
        <StateLine state={state} />
      </div>
      <Counts state={state} />
    </li>
  );
}

/** Which kind is added: what each is, in a line. */
function KindPicker() {
  const text = useText().settings;
  return <Choices page="connections" title={text.choose} choices={kindNames.map((kind) => ({ key: kind, ...text.kinds[kind] }))} />;
}

function Adding({ adminKey, kind, connections }: { adminKey: string; kind: ConnectionKind; connections: readonly ConnectionView[] }) {
  const text = useText().settings;
  return (
    <section aria-labelledby="adding" className="flex max-w-2xl flex-col gap-3">
      <h2 id="adding" className="font-semibold">
        {text.addKind(text.kinds[kind].name)}
      </h2>
      <p className="text-muted">{text.kinds[kind].line}</p>
      <ConnectionForm
        key={kind}
        adminKey={adminKey}
        kind={kind}
        taken={connections.map(({ name }) => name)}
        onSaved={({ name }) => navigate(pageAddress("connections", name))}
      >
        <Button onClick={() => navigate(pageAddress("connections"))}>{text.cancel}</Button>
      </ConnectionForm>
    </section>
  );
}
