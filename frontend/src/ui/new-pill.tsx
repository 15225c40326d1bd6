import { ArrowUp } from "lucide-react";
import { useFormat, useText } from "../i18n/language";
import { useShortcut } from "../lib/shortcuts";

interface Props {
  /** How many wait to be let in. */
  readonly fresh: number;
  /** Whether there may be more than that. */
  readonly more?: boolean;
  release(): void;
}

/** On top of a list that holds still: what is new, to be let in by a click or by N. */
export function NewPill({ fresh, more = false, release }: Props) {
  const text = useText().still;
  const format = useFormat();
  useShortcut("n", () => fresh > 0 && release());
  if (fresh === 0) return null;
  return (
    <div className="sticky top-26 z-20 lg:top-16 flex h-0 justify-center print:hidden">
      <button
        type="button"
        title={text.hint}
        aria-keyshortcuts="n"
        onClick={release}
        className="inline-flex h-7 shrink-0 -translate-y-1/2 items-center gap-1 rounded-full bg-accent px-3 text-xs font-semibold text-on-accent tabular-nums shadow pointer-coarse:h-10"
      >
        {text.fresh(fresh, `${format.number(fresh)}${more ? "+" : ""}`)}
        <ArrowUp aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
