import { CircleAlert, LoaderCircle, type LucideIcon, Radio } from "lucide-react";
import { useFormat, useText } from "../i18n/language";
import type { Connection } from "../lib/connection";
import { useConnection, useServices } from "../lib/services";

/** Whether what is shown is live, in words, always in sight. */
export function ConnectionPill() {
  const connection = useConnection();
  const { icon: Icon, colours, motion = "" } = look(connection);
  const { words, hint } = useWords(connection);
  return (
    <p role="status" title={hint} className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-xs font-medium ${colours}`}>
      <Icon aria-hidden className={`size-3.5 shrink-0 ${motion}`} />
      {words}
    </p>
  );
}

function look(connection: Connection): { icon: LucideIcon; colours: string; motion?: string } {
  switch (connection.phase) {
    case "live":
      return { icon: Radio, colours: "bg-active-soft text-active" };
    case "connecting":
      return { icon: LoaderCircle, colours: "bg-raised text-muted", motion: "animate-spin" };
    case "reconnecting":
      return { icon: LoaderCircle, colours: "bg-near-soft text-near", motion: "animate-spin" };
    case "stale":
      return { icon: CircleAlert, colours: "bg-over-soft text-over" };
  }
}

function useWords(connection: Connection): { words: string; hint: string } {
  const text = useText().connection;
  const format = useFormat();
  const { clock } = useServices();
  switch (connection.phase) {
    case "live":
      return connection.refused === 0
        ? { words: text.live, hint: text.liveHint }
        : { words: text.liveExcept(connection.refused), hint: text.exceptHint };
    case "connecting":
      return { words: text.connecting, hint: text.staleHint };
    case "reconnecting":
      return { words: text.reconnecting, hint: text.staleHint };
    case "stale":
      // By the server's clock, as every other time on the page.
      return { words: text.stale(format.time(clock.now(connection.since) ?? connection.since)), hint: text.staleHint };
  }
}
