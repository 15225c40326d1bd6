import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useServices, useTicking } from "../../lib/services";
import { Button } from "../../ui/button";
import { useNewer } from "./use-rows";

interface ListPause {
  /** Since when, by the server's clock; undefined while the list is live. */
  readonly since: string | undefined;
  /** False before the server's time is known. */
  readonly possible: boolean;
  toggle(): void;
}

/** Whether the list is paused; another filter ends the pause. */
export function usePause(list: string): ListPause {
  const { clock } = useServices();
  const [paused, setPaused] = useState<{ list: string; since: string }>();
  const since = paused?.list === list ? paused.since : undefined;
  const toggle = (): void => {
    const now = clock.now();
    setPaused(since !== undefined || now === undefined ? undefined : { list, since: new Date(now).toISOString() });
  };
  return { since, possible: useTicking((now) => now !== undefined), toggle };
}

export function PauseButton({ pause }: { pause: ListPause }) {
  const text = useText().calls;
  const paused = pause.since !== undefined;
  return (
    <Button
      disabled={!pause.possible}
      title={text.pauseHint}
      aria-pressed={paused}
      aria-keyshortcuts="p"
      onClick={pause.toggle}
      className={paused ? "border-accent bg-accent-soft text-accent!" : ""}
    >
      {paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
      {paused ? text.resume : text.pause}
    </Button>
  );
}

/** Says that the list is paused, and how many calls are newer. */
export function PausedNotice({ since, filter }: { since: string; filter: CallFilter }) {
  const text = useText().calls;
  const format = useFormat();
  const newer = useNewer(filter, since);
  return (
    <p className="flex flex-wrap gap-x-2 rounded-lg bg-accent-soft px-3 py-2 text-accent">
      {/* Screen readers announce the pause, but not a count that changes every second. */}
      {newer !== undefined && <strong className="font-semibold tabular-nums">{text.newer(newer, format.number(newer))}</strong>}
      <span role="status">{text.heldSince(format.time(Date.parse(since)))}</span>
    </p>
  );
}
