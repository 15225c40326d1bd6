import { useText } from "../../i18n/language";
import { AlertList } from "./alert-list";
import { OverLimitCalls } from "./over-limit-calls";
import { SignalSwitches } from "./signal-switches";

/** Calls over a limit now, and every stored alert, open or acknowledged. */
export function AlertsView() {
  const text = useText().alerts;
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
        <OverLimitCalls title={text.lateWaiting} status="waiting" rule="wait_sla_exceeded" />
        <OverLimitCalls title={text.lateHeld} status="on_hold" rule="hold_limit_exceeded" />
      </section>
      <AlertList />
    </div>
  );
}
