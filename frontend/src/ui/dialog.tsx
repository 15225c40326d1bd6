import { X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect } from "react";
import { useText } from "../i18n/language";

interface Props {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly titleId: string;
  readonly title: string;
  /** Whether it has a button to close it beside its title; Escape and a click outside always close it. */
  readonly closeButton?: boolean;
  /** Its width. */
  readonly className: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A modal dialog, open as long as it is mounted. */
export function Dialog({ ref, titleId, title, closeButton = false, className, children, onClose }: Props) {
  const text = useText().keys;
  useEffect(() => ref.current?.showModal(), [ref]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is for a mouse outside the dialog, and a keyboard has Escape
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      // A click outside is a click on the dialog itself.
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      className={`m-auto rounded-xl border border-line bg-surface p-0 text-ink backdrop:bg-ended/40 ${className}`}
    >
      <div className="flex flex-col gap-3 p-5">
        <div className="flex items-center justify-between">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          {closeButton && (
            <button
              type="button"
              aria-label={text.close}
              onClick={() => ref.current?.close()}
              className="rounded-lg p-1.5 text-muted hover:bg-raised hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
