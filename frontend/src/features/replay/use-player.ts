import { useEffect, useRef, useState } from "react";
import { navigate } from "../../lib/address";
import { momentAddress, type Recording } from "../../lib/replay";

export const speeds = [1, 10, 60] as const;
export type Speed = (typeof speeds)[number];

const TICK_MS = 200;
/** Browsers refuse an address that changes more often than a hundred times in half a minute. */
const ADDRESS_MS = 1_000;
/** Where it begins unless the address says so. */
const BACK_MS = 900_000;
export const STEP_MS = 10_000;
const FAR_MS = 60_000;

export interface Playback {
  /** In ms. */
  readonly moment: number;
  readonly playing: boolean;
  readonly speed: Speed;
  seek(moment: number): void;
  toggle(): void;
  setSpeed(speed: Speed): void;
}

/** The moment that is shown, moved by hand, by keys or by itself; the address follows it. */
export function usePlayer(recording: Recording, named: number | undefined): Playback {
  const { from, to } = recording;
  const within = (at: number): number => Math.min(Math.max(at, from), to);
  const [position, setPosition] = useState(() => within(named ?? to - BACK_MS));
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const [told, setTold] = useState(named);
  const written = useRef(named);

  // A link to another moment, or a step back in the browser's history.
  if (named !== told) {
    setTold(named);
    if (named !== undefined && named !== written.current) setPosition(within(named));
  }
  const moment = within(position);

  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = (now - before) * speed;
      before = now;
      setPosition((at) => Math.min(at + passed, to));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [playing, speed, to]);

  const over = moment >= to;
  useEffect(() => {
    if (over) setPlaying(false);
  }, [over]);

  const second = Math.floor(moment / 1000) * 1000;
  const lastWritten = useRef(0);
  useEffect(() => {
    if (second === written.current) return;
    const timer = setTimeout(
      () => {
        lastWritten.current = performance.now();
        written.current = second;
        navigate(momentAddress(second), { replace: true });
      },
      Math.max(0, lastWritten.current + ADDRESS_MS - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [second]);

  const playback: Playback = {
    moment,
    playing,
    speed,
    seek: (at) => setPosition(within(at)),
    toggle: () => {
      if (!playing && over) setPosition(from);
      setPlaying(!playing);
    },
    setSpeed,
  };
  useKeys(playback);
  return playback;
}

/** Left and right move, the space bar plays; on a button it presses that. */
function useKeys(playback: Playback): void {
  const latest = useRef(playback);
  useEffect(() => {
    latest.current = playback;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const on = event.target instanceof HTMLElement ? event.target : undefined;
      if (on?.matches("input:not([type=range]), select, textarea")) return;
      const { moment, seek, toggle } = latest.current;
      const step = event.shiftKey ? FAR_MS : STEP_MS;
      if (event.key === "ArrowLeft") seek(moment - step);
      else if (event.key === "ArrowRight") seek(moment + step);
      else if (event.key === " " && !on?.matches("button, a, summary")) toggle();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
