import { LogOut, Maximize, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { useConnection, useServerNow } from "../../lib/services";

const ACTIVE_MS = 4_000;

/** Name, the server's time, and whether the numbers are current; the buttons appear while a pointer moves. */
export function Header({ stale }: { stale: string | undefined }) {
  const text = useText();
  const format = useFormat();
  const now = useServerNow();
  const { phase } = useConnection();
  const active = usePointerActive();
  return (
    <header
      className={`relative flex items-center justify-between gap-[2vmin] rounded-[1.5vmin] text-[1.4em] ${
        // In the header's place, so that nothing below moves.
        stale === undefined ? "" : "bg-over-bar px-[1.5vmin] text-white"
      } ${active ? "" : "cursor-none"}`}
    >
      <p
        className={`flex items-center gap-[1.2vmin] py-[0.3em] font-semibold tracking-tight ${stale === undefined ? "" : "max-md:hidden"}`}
      >
        <img src="/icon.svg" alt="" className="size-[1.4em]" />
        <span className="max-sm:sr-only">Callboard</span>
      </p>
      {stale !== undefined && (
        <p role="alert" className="flex min-w-0 flex-1 items-center justify-center gap-[1vmin] py-[0.3em] font-semibold">
          <TriangleAlert aria-hidden className="size-[1.2em] shrink-0" />
          {stale}
        </p>
      )}
      <div
        className={`absolute inset-x-0 mx-auto flex w-fit gap-2 text-sm text-ink transition-opacity focus-within:opacity-100 ${active ? "" : "opacity-0"}`}
      >
        <button
          type="button"
          onClick={() => void document.documentElement.requestFullscreen?.()}
          className="inline-flex items-center gap-2 rounded-lg border border-line bg-surface px-3 py-1.5"
        >
          <Maximize aria-hidden className="size-4" />
          <span className="max-md:sr-only">{text.wallboard.fullScreen}</span>
        </button>
        <Link href="/" className="inline-flex items-center gap-2 rounded-lg border border-line bg-surface px-3 py-1.5">
          <LogOut aria-hidden className="size-4" />
          <span className="max-md:sr-only">{text.wallboard.leave}</span>
        </Link>
      </div>
      <p className="flex items-center gap-[2vmin] py-[0.3em] tabular-nums">
        {phase === "live" && stale === undefined && (
          <span className="inline-flex items-center gap-[1vmin] text-[0.8em] font-medium text-active">
            <span aria-hidden className="size-[0.6em] animate-pulse rounded-full bg-active-bar" />
            {text.connection.live}
          </span>
        )}
        {now !== undefined && <time className="font-semibold whitespace-nowrap">{format.time(now)}</time>}
      </p>
    </header>
  );
}

function usePointerActive(): boolean {
  const [active, setActive] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const activate = (): void => {
      setActive(true);
      clearTimeout(timer);
      timer = setTimeout(() => setActive(false), ACTIVE_MS);
    };
    addEventListener("pointermove", activate);
    addEventListener("pointerdown", activate);
    return () => {
      clearTimeout(timer);
      removeEventListener("pointermove", activate);
      removeEventListener("pointerdown", activate);
    };
  }, []);
  return active;
}
