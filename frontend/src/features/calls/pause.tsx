import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useServices, useTicking } from "../../lib/services";
import { Button } from "../../ui/button";
import { useNewer } from "./use-rows";

export interface Hold {
  /** Since when, by the server's clock; undefined while the list moves. */
  readonly since: string | undefined;
  /** Not before the server told its time. */
  readonly possible: boolean;
  toggle(): void;
}

/** Whether the list is held still; another filter lets it go. */
export function useHold(list: string): Hold {
  const { clock } = useServices();
  const [held, setHeld] = useState<{ list: string; since: string }>();
  const since = held?.list === list ? held.since : undefined;
  const toggle = (): void => {
    const now = clock.now();
    setHeld(since !== undefined || now === undefined ? undefined : { list, since: new Date(now).toISOString() });
  };
  return { since, possible: useTicking((now) => now !== undefined), toggle };
}

export function HoldButton({ hold }: { hold: Hold }) {
  const text = useText().calls;
  const held = hold.since !== undefined;
  return (
    <Button
      disabled={!hold.possible}
      title={text.pauseHint}
      aria-pressed={held}
      aria-keyshortcuts="p"
      onClick={hold.toggle}
      className={held ? "border-accent bg-accent-soft text-accent!" : ""}
    >
      {held ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
      {held ? text.resume : text.pause}
    </Button>
  );
}

/** Says that the list is held still, and what waits to be shown. */
export function Held({ since, filter }: { since: string; filter: CallFilter }) {
  const text = useText().calls;
  const format = useFormat();
  const newer = useNewer(filter, since);
  return (
    <p className="flex flex-wrap gap-x-2 rounded-lg bg-accent-soft px-3 py-2 text-accent">
      {/* Read aloud is that it holds; a count that rises every second is for those who look. */}
      {newer !== undefined && <strong className="font-semibold tabular-nums">{text.newer(newer, format.number(newer))}</strong>}
      <span role="status">{text.heldSince(format.time(Date.parse(since)))}</span>
    </p>
  );
}
