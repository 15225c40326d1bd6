import { Keyboard } from "lucide-react";
import { useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { useShortcut } from "../../lib/shortcuts";
import { Dialog } from "../../ui/dialog";

/** The list of shortcuts, and the shortcuts for navigation. */
export function KeyboardSheet() {
  const text = useText().keys;
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcut("?", () => setOpen(true));
  useShortcut("g o", () => navigate("/"));
  useShortcut("g c", () => navigate("/calls"));
  useShortcut("g a", () => navigate("/agents"));
  useShortcut("g l", () => navigate("/alerts"));
  useShortcut("g r", () => navigate("/replay"));
  useShortcut("g b", () => navigate("/callbacks"));
  useShortcut("g m", () => navigate("/me"));
  useShortcut("g p", () => navigate("/reports"));
  useShortcut("g w", () => navigate("/wallboard"));
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
        <Dialog
          ref={dialog}
          titleId="keys-title"
          title={text.title}
          closeButton
          onClose={() => setOpen(false)}
          className="w-[min(30rem,calc(100vw-2rem))]"
        >
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
        </Dialog>
      )}
    </>
  );
}
