import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import type { Columns } from "./use-columns";

/** Chooses the columns of the list and their order; stored in this browser. */
export function ColumnChooser({ columns }: { columns: Columns }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Columns3 aria-hidden className="size-4" />
        <span className="max-sm:sr-only">{text.columns.choose}</span>
      </Button>
      {open && (
        <Dialog
          ref={dialog}
          titleId="columns-title"
          title={text.columns.choose}
          closeButton
          onClose={() => setOpen(false)}
          className="w-[min(24rem,calc(100vw-2rem))]"
        >
          <p className="text-xs text-muted">{text.columns.hint}</p>
          <ol className="flex flex-col">
            {columns.all.map(({ id, shown, canHide }, place) => {
              const name = text.calls.column[id];
              return (
                <li key={id} className="flex items-center gap-1 rounded-lg pl-2 hover:bg-raised">
                  <label className="flex flex-1 items-center gap-2.5 py-1.5">
                    <input
                      type="checkbox"
                      checked={shown}
                      disabled={!canHide}
                      onChange={() => columns.toggle(id)}
                      className="size-4 accent-accent"
                    />
                    {name}
                  </label>
                  <Mover label={text.columns.earlier(name)} disabled={place === 0} onClick={() => columns.move(id, -1)} icon={ArrowUp} />
                  <Mover
                    label={text.columns.later(name)}
                    disabled={place === columns.all.length - 1}
                    onClick={() => columns.move(id, 1)}
                    icon={ArrowDown}
                  />
                </li>
              );
            })}
          </ol>
          {columns.reset && (
            <Button onClick={columns.reset} className="self-start">
              {text.columns.reset}
            </Button>
          )}
        </Dialog>
      )}
    </>
  );
}

function Mover({ label, icon: Icon, disabled, onClick }: { label: string; icon: typeof ArrowUp; disabled: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="inline-flex items-center justify-center rounded-md p-1.5 text-muted hover:bg-surface hover:text-ink disabled:opacity-30 pointer-coarse:min-h-10 pointer-coarse:min-w-10"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
