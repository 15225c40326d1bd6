import { BookmarkPlus, X } from "lucide-react";
import { type FormEvent, memo, useState } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { usePreferenceText, writePreference } from "../../lib/preference";
import { addView, parseViews, removeView } from "../../lib/views";
import { Button } from "../../ui/button";

const builtIn = [
  ["now", "status=waiting,active,on_hold"],
  ["waiting", "status=waiting&sort=-time"],
  ["held", "status=on_hold&sort=-time"],
  ["late", "status=waiting,active,on_hold&flag=wait_sla_exceeded"],
] as const;

/** Saved lists: a few built-in ones, and the user's own. A view is a URL, so it can be shared. */
export const Views = memo(function Views({ query }: { query: string }) {
  const text = useText().calls;
  const own = parseViews(usePreferenceText("views"));
  const [naming, setNaming] = useState(false);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name !== "") writePreference("views", JSON.stringify(addView(own, { name, query })));
    setNaming(false);
  };
  return (
    <nav aria-label={text.views} className="flex items-center gap-1 text-xs sm:flex-wrap">
      <span className="mr-1 text-muted max-sm:sr-only">{text.views}</span>
      {builtIn.map(([name, target]) => (
        <ViewLink key={name} name={text.view[name]} target={target} current={query === target} />
      ))}
      {own.map((view) => (
        <span key={view.name} className="inline-flex shrink-0 items-center">
          <ViewLink name={view.name} target={view.query} current={query === view.query} />
          <button
            type="button"
            aria-label={text.forgetView(view.name)}
            onClick={() => writePreference("views", JSON.stringify(removeView(own, view.name)))}
            className="inline-flex items-center justify-center rounded p-0.5 text-muted hover:bg-raised hover:text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      {naming ? (
        <form onSubmit={save} onKeyDown={(event) => event.key === "Escape" && setNaming(false)} className="inline-flex gap-1">
          <input
            name="name"
            // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that had the focus
            autoFocus
            required
            maxLength={40}
            aria-label={text.viewName}
            placeholder={text.viewName}
            className="rounded-md border border-edge bg-surface px-2 py-1"
          />
          <Button type="submit" className="px-2 py-1">
            {text.save}
          </Button>
        </form>
      ) : (
        query !== "" && (
          <button
            type="button"
            onClick={() => setNaming(true)}
            className="inline-flex shrink-0 items-center gap-1 rounded-md px-2 py-1 whitespace-nowrap text-muted hover:bg-raised hover:text-ink pointer-coarse:min-h-10"
          >
            <BookmarkPlus aria-hidden className="size-3.5" />
            {text.saveView}
          </button>
        )
      )}
    </nav>
  );
});

function ViewLink({ name, target, current }: { name: string; target: string; current: boolean }) {
  return (
    <Link
      href={`/calls?${target}`}
      aria-current={current ? "true" : undefined}
      className={`inline-flex shrink-0 items-center rounded-md px-2 py-1 whitespace-nowrap pointer-coarse:min-h-10 ${current ? "bg-accent-soft font-medium text-accent" : "text-muted hover:bg-raised hover:text-ink"}`}
    >
      {name}
    </Link>
  );
}
