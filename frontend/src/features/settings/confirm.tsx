import { type ReactNode, useId, useRef } from "react";
import { useText } from "../../i18n/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

interface Props {
  readonly title: string;
  /** What happens then. */
  readonly children: ReactNode;
  readonly action: string;
  /** Whether it takes something away. */
  readonly harmless?: boolean;
  onClose(): void;
  onConfirm(): void;
}

/** Asks before something is done that can't be undone. */
export function Confirm({ title, children, action, harmless = false, onClose, onConfirm }: Props) {
  const text = useText().settings;
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Dialog ref={dialog} titleId={useId()} title={title} className="w-full max-w-md" onClose={onClose}>
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={() => dialog.current?.close()}>{text.cancel}</Button>
        <Button onClick={onConfirm} className={harmless ? "" : "text-over"}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
