import { LogOut, Maximize } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { useConnection, useServerNow } from "../../lib/services";

const ACTIVE_MS = 4_000;

/** Name, state and the server's time; the buttons appear while a pointer moves. */
export function Header({ awake }: { awake: boolean }) {
  const text = useText();
  const format = useFormat();
  const now = useServerNow();
  const { phase } = useConnection();
  const active = usePointerActive();
  return (
    <header className={`flex items-center justify-between gap-[2vmin] ${active ? "" : "cursor-none"}`}>
      <p className="flex items-center gap-[1.2vmin] text-[1.5em] font-semibold tracking-tight">
        <img src="/icon.svg" alt="" className="size-[1.5em]" />
        Callboard
      </p>
      <div className={`flex gap-2 text-sm transition-opacity focus-within:opacity-100 ${active ? "" : "opacity-0"}`}>
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
        {!awake && <p className="self-center text-muted max-md:hidden">{text.wallboard.mayDim}</p>}
      </div>
      <p className="flex items-center gap-[2vmin] text-[1.5em] tabular-nums">
        {phase === "live" && (
          <span className="inline-flex items-center gap-[1vmin] text-[0.75em] font-medium text-active">
            <span aria-hidden className="size-[0.6em] animate-pulse rounded-full bg-active-bar" />
            {text.connection.live}
          </span>
        )}
        {now !== undefined && <time className="font-semibold">{format.time(now)}</time>}
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
