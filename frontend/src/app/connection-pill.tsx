import { CircleAlert, LoaderCircle, type LucideIcon, Radio } from "lucide-react";
import { useFormat, useText } from "../i18n/language";
import type { Connection } from "../lib/connection";
import { useConnection, useServices } from "../lib/services";

/** Whether the data is live, in words, always visible. */
export function ConnectionPill() {
  const connection = useConnection();
  const { icon: Icon, colours, motion = "" } = look(connection);
  const { label, hint } = useLabel(connection);
  return (
    <p role="status" title={hint} className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-xs font-medium ${colours}`}>
      <Icon aria-hidden className={`size-3.5 shrink-0 ${motion}`} />
      {label}
    </p>
  );
}

function look(connection: Connection): { icon: LucideIcon; colours: string; motion?: string } {
  switch (connection.phase) {
    case "live":
      return { icon: Radio, colours: "bg-active-soft text-active" };
    case "connecting":
      return { icon: LoaderCircle, colours: "bg-raised text-muted", motion: "animate-spin" };
    case "unread":
      return { icon: CircleAlert, colours: "bg-near-soft text-near" };
    case "reconnecting":
      return { icon: LoaderCircle, colours: "bg-near-soft text-near", motion: "animate-spin" };
    case "stale":
      return { icon: CircleAlert, colours: "bg-over-soft text-over" };
  }
}

function useLabel(connection: Connection): { label: string; hint: string } {
  const text = useText().connection;
  const format = useFormat();
  const { clock } = useServices();
  switch (connection.phase) {
    case "live":
      return connection.refused === 0
        ? { label: text.live, hint: text.liveHint }
        : { label: text.liveExcept(connection.refused), hint: text.exceptHint };
    case "connecting":
      return { label: text.connecting, hint: text.staleHint };
    case "unread":
      return { label: text.unread, hint: text.unreadHint };
    case "reconnecting":
      return { label: text.reconnecting, hint: text.staleHint };
    case "stale":
      // By the server's clock, like every other time on the page.
      return { label: text.stale(format.time(clock.now(connection.since) ?? connection.since)), hint: text.staleHint };
  }
}
