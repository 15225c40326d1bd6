import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { useShortcut } from "../../lib/shortcuts";
import type { FilterProps } from "./filters";

const TYPING_MS = 300;

/** Searches a moment after the last key. */
export function SearchField({ q = "", change }: { q: string | undefined; change: FilterProps["change"] }) {
  const text = useText().calls;
  const [typed, setTyped] = useState(q);
  const applied = useRef(q);
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", () => field.current?.focus());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The URL was changed elsewhere: take its value.
    if (q !== applied.current) {
      applied.current = q;
      setTyped(q);
    }
  }, [q]);

  const type = (value: string): void => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      applied.current = value.trim();
      change({ q: value.trim() || undefined }, true);
    }, TYPING_MS);
  };

  return (
    <label className="relative min-w-32 flex-1 basis-36 sm:max-w-72">
      <span className="sr-only">{text.search}</span>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
      <input
        ref={field}
        type="search"
        aria-keyshortcuts="/"
        value={typed}
        maxLength={128}
        placeholder={text.searchHint}
        title={text.searchMeaning}
        onChange={(event) => type(event.target.value)}
        className="w-full rounded-lg border border-edge bg-surface py-1.5 pr-2 pl-8 pointer-coarse:min-h-10 placeholder:text-muted"
      />
    </label>
  );
}
