import { useQuery } from "@tanstack/react-query";
import { useFormat, useText, useZoneFormat } from "../../i18n/language";
import { offered } from "../../lib/links";
import { changeOf, quarterEnd } from "../../lib/report";
import { useServices, useTicking } from "../../lib/services";
import { centreZoneQuery, reportQuery, reportsQuery } from "../../lib/stats-queries";
import { sameWeekdays, usualByNow, usualDay } from "../../lib/usual-day";
import { addDays, dayOf, startOf, weekdayOf } from "../../lib/zones";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";
import { ChartPanel, type Series, SlotChart } from "../../ui/slot-chart";

/** What is usual is the mean of so many weeks. */
const WEEKS = 4;

/** The queue's day hour by hour, beside the same weekday of the last weeks. */
export function QueueDay({ queueId }: { queueId: string }) {
  const services = useServices();
  const zone = useQuery(centreZoneQuery(services));
  if (zone.data === undefined) return zone.error === null ? <Skeleton rows={1} className="h-66" /> : null;
  return <Day queueId={queueId} zone={zone.data} />;
}

function Day({ queueId, zone }: { queueId: string; zone: string }) {
  const { queue: text, overview, reports } = useText();
  const format = useFormat();
  const there = useZoneFormat(zone);
  const services = useServices();
  const to = useTicking((now) => (now === undefined ? undefined : quarterEnd(now))) ?? quarterEnd(Date.now());
  const of = { interval: "1h" as const, queueId, zone };
  // The quarter that begins at midnight ends a quarter later.
  const now = to - 1;
  const from = startOf(zone, dayOf(zone, now));
  const days = sameWeekdays(zone, now, WEEKS).map((day) => ({ from: startOf(zone, day), to: startOf(zone, addDays(day, 1)) }));
  const today = useQuery(reportQuery(services, { ...of, span: { from, to } }, true));
  const past = useQuery(
    reportsQuery(
      services,
      days.map((span) => ({ ...of, span })),
    ),
  );
  if (today.data === undefined || past.data === undefined) {
    const failed = [today, past].find(({ error, data }) => error !== null && data === undefined);
    return failed?.error == null ? (
      <Skeleton rows={1} className="h-66" />
    ) : (
      <ErrorNotice error={failed.error} retry={() => void failed.refetch()} />
    );
  }
  // A week without a call is a week before the queue was there, or closed: it would make no day usual.
  const hours = usualDay(
    today.data,
    past.data.filter(({ span }) => span.total.visits > 0),
  );
  const usual = usualByNow(hours, zone, services.clock.now() ?? now);
  const sofar = today.data.span.total.offered;
  const change = changeOf(sofar, usual, "count");
  const counts = (read: (hour: (typeof hours)[number]) => number | undefined) => hours.map(read);
  const bars: Series[] = [
    { name: overview.answered, colour: "--color-active-bar", values: counts((hour) => hour.today?.answered) },
    {
      name: reports.other,
      colour: "--color-hold-bar",
      values: counts(({ today: own }) => own && Math.max(0, own.offered - own.answered - own.abandoned)),
    },
    { name: overview.abandoned, colour: "--color-over-bar", values: counts((hour) => hour.today?.abandoned) },
  ];
  const lines: Series[] =
    usual > 0
      ? [
          {
            name: text.usual(there.weekdayInFull(weekdayOf(dayOf(zone, now)))),
            colour: "--color-ink",
            dash: "1 4",
            values: counts((hour) => hour.usual),
          },
        ]
      : [];
  return (
    <section aria-labelledby="queue-day" className="flex flex-col gap-2">
      <h2 id="queue-day" className="font-semibold">
        {text.day}
      </h2>
      <p className="text-muted tabular-nums">
        {change === undefined
          ? text.soFar(sofar, format.number(sofar))
          : text.against(
              format.number(sofar),
              format.number(Math.round(usual)),
              format.percent(Math.abs(change)),
              Math.round(change * 100),
              there.weekdayInFull(weekdayOf(dayOf(zone, now))),
            )}
        {zone !== format.zoneName && ` ${text.zone(zone)}`}
      </p>
      <ChartPanel title={reports.callsPer["1h"]} series={[...bars, ...lines]} barNames={bars.map(({ name }) => name)}>
        <SlotChart
          label={reports.callsPer["1h"]}
          slots={hours.map(({ hour, from: begins, to: ends }) => ({
            key: String(hour),
            label: there.hour(hour),
            title: `${there.hour(hour)}–${there.hour((hour + 1) % 24)}`,
            href: begins === undefined ? undefined : offered({ from: begins, to: ends, queueId }),
          }))}
          bars={bars}
          lines={lines}
          format={format.tenths}
        />
      </ChartPanel>
    </section>
  );
}
