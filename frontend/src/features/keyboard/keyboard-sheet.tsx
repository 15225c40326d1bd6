import { Keyboard, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { useShortcut } from "../../lib/shortcuts";

/** Every key that does something, on demand, and the ones that lead from view to view. */
export function KeyboardSheet() {
  const text = useText().keys;
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcut("?", () => setOpen(true));
  useShortcut("g o", () => navigate("/"));
  useShortcut("g c", () => navigate("/calls"));
  useShortcut("g a", () => navigate("/agents"));
  useShortcut("g l", () => navigate("/alerts"));
  useShortcut("g w", () => navigate("/wallboard"));
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button
        type="button"
        aria-label={text.title}
        title={`${text.title} (?)`}
        aria-keyshortcuts="?"
        onClick={() => setOpen(true)}
        className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink max-sm:hidden"
      >
        <Keyboard aria-hidden className="size-4" />
      </button>
      {open && (
        <dialog
          ref={dialog}
          aria-labelledby="keys-title"
          onClose={() => setOpen(false)}
          // A click beside the sheet is a click on the dialog itself.
          onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
          className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-0 text-ink backdrop:bg-ended/40"
        >
          <div className="flex flex-col gap-3 p-5">
            <div className="flex items-center justify-between">
              <h2 id="keys-title" className="text-base font-semibold">
                {text.title}
              </h2>
              <button
                type="button"
                aria-label={text.close}
                onClick={() => dialog.current?.close()}
                className="rounded-lg p-1.5 text-muted hover:bg-raised hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </button>
            </div>
            <dl className="flex flex-col gap-2">
              {text.list.map(([keys, meaning]) => (
                <div key={keys} className="flex flex-row-reverse items-center justify-between gap-6">
                  <dt className="flex gap-1">
                    {keys.split(" ").map((key) => (
                      <kbd key={key} className="min-w-6 rounded border border-edge bg-raised px-1.5 py-0.5 text-center font-mono text-xs">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </div>
        </dialog>
      )}
    </>
  );
}
