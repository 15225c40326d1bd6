import { ChevronsLeft, History, Pause, Play, Undo2 } from "lucide-react";
import { useMemo } from "react";
import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { momentAddress, type Recording } from "../../lib/replay";
import { AtMoment } from "../../lib/services";
import { sparkArea, sparkPath } from "../../lib/sparkline";
import { buttonClass } from "../../ui/button";
import { CopyLink } from "../../ui/copy-link";
import { BoardThen } from "./board-then";
import { type Playback, speeds, usePlayer } from "./use-player";

/** So many points has the line of those who waited: one in half a minute. */
const POINTS = 121;
const HOUR_MS = 3_600_000;
/** So many of the things that happened are listed. */
const SHOWN = 6;

interface Props {
  readonly recording: Recording;
  /** The moment in the address. */
  readonly named: number | undefined;
  /** From when on it was asked for. */
  readonly asked: number;
}

/** The board at the chosen moment, and what chooses it: at the bottom of the window, always in sight. */
export function Player({ recording, named, asked }: Props) {
  const text = useText().replay;
  const format = useFormat();
  const playback = usePlayer(recording, named);
  const moment = Math.floor(playback.moment / 1000) * 1000;
  const board = useMemo(() => recording.at(moment), [recording, moment]);
  return (
    <AtMoment moment={moment}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-near-bar bg-near-soft px-4 py-2.5">
          <div className="mr-auto flex items-center gap-3">
            <History aria-hidden className="size-5 shrink-0 text-near" />
            <div>
              <h1 className="text-xl font-semibold tracking-tight tabular-nums">
                {text.title} · <time dateTime={new Date(moment).toISOString()}>{format.time(moment)}</time>
              </h1>
              <p className="text-near">
                {text.past} · {format.day(moment)}
              </p>
            </div>
          </div>
          <CopyLink address={momentAddress(moment)} />
          <Link href="/" className={buttonClass}>
            <Undo2 aria-hidden className="size-4" />
            {text.now}
          </Link>
        </div>
        {recording.from > asked && <p className="text-muted">{text.shortened(format.time(recording.from))}</p>}
        <BoardThen board={board} happenings={recording.before(moment, SHOWN)} known={!recording.empty} />
      </div>
      <Controls recording={recording} playback={playback} />
    </AtMoment>
  );
}

function Controls({ recording, playback }: { recording: Recording; playback: Playback }) {
  const text = useText().replay;
  const format = useFormat();
  const { moment, playing, speed, seek, toggle, setSpeed } = playback;
  const { from, to } = recording;
  const Icon = playing ? Pause : Play;
  return (
    <section
      aria-label={text.title}
      className="sticky bottom-0 z-20 -mx-3 mt-4 flex flex-wrap items-center gap-x-3 gap-y-1 border-t-2 border-near-bar bg-surface px-3 py-2 sm:-mx-5 sm:px-5 print:hidden"
    >
      <button
        type="button"
        onClick={toggle}
        aria-label={playing ? text.pause : text.play}
        title={playing ? text.pause : text.play}
        className="shrink-0 rounded-full bg-accent p-2.5 text-on-accent hover:opacity-90"
      >
        <Icon aria-hidden className="size-5" />
      </button>
      <p className="font-semibold tabular-nums">
        <span className="sr-only">{text.moment} </span>
        {format.time(moment)}
      </p>
      <fieldset className="flex gap-1">
        <legend className="sr-only">{text.speed}</legend>
        {speeds.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === speed}
            onClick={() => setSpeed(each)}
            className={`rounded-md px-2 py-1.5 tabular-nums ${each === speed ? "bg-accent-soft font-medium text-accent" : "text-muted hover:bg-raised"}`}
          >
            {text.times(format.number(each))}
          </button>
        ))}
      </fieldset>
      <Link
        href={momentAddress(Math.floor(moment / 1000) * 1000 - HOUR_MS)}
        title={text.earlier}
        className="flex items-center gap-1 rounded-md px-2 py-1.5 text-muted hover:bg-raised hover:text-ink max-sm:ml-auto"
      >
        <ChevronsLeft aria-hidden className="size-4" />
        <span className="max-lg:sr-only">{text.earlier}</span>
      </Link>
      <div className="flex w-full min-w-0 items-end gap-2 text-xs text-muted tabular-nums lg:w-auto lg:flex-1">
        <span>{format.minute(from)}</span>
        <div className="min-w-0 flex-1">
          <WaitingLine recording={recording} />
          <input
            type="range"
            aria-label={text.moment}
            aria-valuetext={format.time(moment)}
            min={from}
            max={to}
            step={1}
            value={moment}
            onChange={(event) => seek(Number(event.target.value))}
            className="m-0 block w-full accent-accent"
          />
        </div>
        <span>{format.minute(to)}</span>
      </div>
    </section>
  );
}

/** How many waited over the whole time, above the slider: where to look. Decorative: the number is above. */
function WaitingLine({ recording }: { recording: Recording }) {
  const waiting = useMemo(() => recording.waiting(POINTS), [recording]);
  return (
    // The middle of the slider's thumb is half a thumb within its ends.
    <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="h-6 w-full px-2">
      <path d={sparkArea(waiting)} className="fill-waiting-soft" />
      <path d={sparkPath(waiting)} fill="none" strokeWidth={1.5} vectorEffect="non-scaling-stroke" className="stroke-waiting-bar" />
    </svg>
  );
}
