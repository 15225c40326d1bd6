import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import type { ParkedState } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Select } from "../../ui/select";
import { Timestamp } from "../../ui/timestamp";
import { Loaded } from "./loaded";
import { pageAddress } from "./paths";
import { connectionsQuery, parkedQuery } from "./queries";

const states = ["rejected", "waiting", "applied"] as const satisfies readonly ParkedState[];
const SHOWN = 100;

/** Messages of connections that could not be understood, and events that came too early. */
export function NotUnderstood({ adminKey }: { adminKey: string }) {
  const text = useText().settings.undelivered;
  return (
    <>
      <section aria-labelledby="connections" className="flex flex-col gap-3">
        <h2 id="connections" className="font-semibold">
          {text.notUnderstood}
        </h2>
        <Connections adminKey={adminKey} />
      </section>
      <Parked adminKey={adminKey} />
    </>
  );
}

/** Where the messages themselves stand: a connection keeps its last ones. */
function Connections({ adminKey }: { adminKey: string }) {
  const { undelivered: text, counts } = useText().settings;
  const format = useFormat();
  const connections = useQuery(connectionsQuery(useServices().api, adminKey));
  return (
    <Loaded query={connections}>
      {(data) => {
        const odd = data.filter(({ state }) => state.unknown + state.refused > 0);
        if (odd.length === 0) return <p>{text.allUnderstood}</p>;
        return (
          <ul aria-label={text.notUnderstood} className="flex flex-col rounded-xl border border-line bg-surface">
            {odd.map(({ name, state }) => (
              <li key={name} className="flex flex-wrap items-baseline gap-x-4 border-line px-4 py-3 not-first:border-t">
                <Link
                  href={pageAddress("connections", name)}
                  className="mr-auto font-semibold wrap-anywhere underline decoration-line underline-offset-4"
                >
                  {name}
                </Link>
                <span className="tabular-nums">
                  {counts.unknown}: {format.count(state.unknown)}
                </span>
                <span className="tabular-nums">
                  {counts.refused}: {format.count(state.refused)}
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

function Parked({ adminKey }: { adminKey: string }) {
  const text = useText().settings.undelivered;
  const format = useFormat();
  const [state, setState] = useState<ParkedState>("rejected");
  const parked = useQuery(parkedQuery(useServices().api, adminKey, state));
  return (
    <section aria-labelledby="parked" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="parked" className="font-semibold">
          {text.parked}
        </h2>
        <Select
          label={text.whichParked}
          value={state}
          onChange={({ target }) => setState(states.find((each) => each === target.value) ?? "rejected")}
        >
          {states.map((each) => (
            <option key={each} value={each}>
              {text.parkedState[each]}
            </option>
          ))}
        </Select>
      </div>
      <p className="max-w-prose text-muted">{text.parkedHint}</p>
      <Loaded query={parked}>
        {(data) =>
          data.length === 0 ? (
            <p>{text.noneParked}</p>
          ) : (
            <>
              <ul aria-label={text.parked} className="flex flex-col rounded-xl border border-line bg-surface">
                {data.slice(0, SHOWN).map(({ id, callId, type, receivedAt, reason }) => (
                  <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-line px-4 py-3 not-first:border-t">
                    <Timestamp at={receivedAt} />
                    <Link href={callAddress(callId)} className="font-mono break-all underline decoration-line underline-offset-4">
                      {callId}
                    </Link>
                    <span className="font-mono">{type}</span>
                    {reason !== undefined && <span className="wrap-anywhere text-over">{reason}</span>}
                  </li>
                ))}
              </ul>
              {data.length > SHOWN && <p className="text-muted">{text.more(format.number(data.length - SHOWN))}</p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
