import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SystemView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Timestamp } from "../../ui/timestamp";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import type { PageProps } from "./paths";
import { systemQuery } from "./queries";

/** The service as a whole: its version, its database, what waits, and its clocks. */
export default function System({ adminKey }: PageProps) {
  const text = useText().settings;
  const system = useQuery(systemQuery(useServices().api, adminKey));
  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <PageHead title={text.pages.system} />
      <Loaded query={system}>{(data) => <Facts system={data} />}</Loaded>
    </div>
  );
}

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly hint?: string;
}

function Facts({ system }: { system: SystemView }) {
  const text = useText().settings.system;
  const format = useFormat();
  const apart = (Date.parse(system.time) - Date.parse(system.databaseTime)) / 1000;
  const newer = Number(system.databaseMigration) - Number(system.expectedMigration);
  const schema = newer === 0 ? text.asExpected : (newer > 0 ? text.newer : text.older)(system.expectedMigration);
  const facts: readonly Fact[] = [
    { name: text.version, value: system.version ?? text.unpackaged },
    { name: text.startedAt, value: <Timestamp at={system.startedAt} />, hint: text.replica },
    { name: text.migration, value: system.databaseMigration, hint: schema },
    {
      name: text.pending,
      value: format.number(system.pending),
      ...(system.pending > 0 && { hint: text.oldest(format.seconds(system.oldestPending)) }),
    },
    { name: text.undelivered, value: format.number(system.undelivered) },
    { name: text.parked, value: format.number(system.parked) },
    { name: text.clock, value: <Timestamp at={system.time} />, hint: text.apart(format.seconds(Math.abs(apart))) },
    { name: text.zone, value: system.zone },
  ];
  return (
    <dl className="flex flex-col rounded-xl border border-line bg-surface">
      {facts.map(({ name, value, hint }) => (
        <div key={name} className="grid gap-x-4 border-line px-4 py-3 not-first:border-t sm:grid-cols-[14rem_1fr]">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere tabular-nums">
            {value}
            {hint !== undefined && <p className="text-xs text-muted">{hint}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
