import { BellOff } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import { everything, type CallFilter } from "../../lib/filter";
import { useSeeing } from "../../lib/seen";
import { useServices } from "../../lib/services";
import { useAlerts } from "../../lib/statistics";
import { Notice } from "../../ui/notice";
import { AlertRow } from "./alert-row";
import { LateNow } from "./late-now";
import { SignalSwitches } from "./signal-switches";

const waiting: CallFilter = { ...everything, status: ["waiting"], flag: "wait_sla_exceeded" };
const held: CallFilter = { ...everything, status: ["on_hold"], flag: "hold_limit_exceeded" };

/** Who broke a limit and still waits or is held, as the server tells, and every alert that came while this page was open. */
export function AlertsView() {
  const text = useText().alerts;
  const format = useFormat();
  const { openedAt, clock } = useServices();
  const alerts = useAlerts();
  const [breachesOnly, setBreachesOnly] = useState(false);
  useSeeing();
  const shown = breachesOnly ? alerts.filter(({ level }) => level === "breach") : alerts;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <SignalSwitches />
      </div>
      <section aria-labelledby="late" className="grid gap-3 xl:grid-cols-2">
        <h2 id="late" className="font-semibold xl:col-span-2">
          {text.lateNow}
        </h2>
        <LateNow title={text.lateWaiting} filter={waiting} />
        <LateNow title={text.lateHeld} filter={held} />
      </section>
      <section aria-labelledby="heard" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 id="heard" className="font-semibold">
            {text.heard}
          </h2>
          <label className="inline-flex items-center gap-2">
            <input type="checkbox" checked={breachesOnly} onChange={(event) => setBreachesOnly(event.target.checked)} className="size-4 accent-accent" />
            {text.breachesOnly}
          </label>
        </div>
        <p className="max-w-4xl text-xs text-muted">{text.honesty(format.time(clock.now(openedAt) ?? openedAt))}</p>
        <div className="overflow-clip rounded-xl border border-line bg-surface">
          {shown.length === 0 ? (
            <Notice icon={BellOff} title={text.quiet}>
              <p>{text.quietHint}</p>
            </Notice>
          ) : (
            <ul className="divide-y divide-line">
              {shown.map((alert) => (
                <AlertRow key={alert.id} alert={alert} />
              ))}
            </ul>
          )}
        </div>
      </section>
    </div>
  );
}
