import { Moon } from "lucide-react";
import { useText } from "../i18n/language";
import { Timestamp } from "./timestamp";

/** That a queue is outside its open hours, and when it opens; nothing while it is open. */
export function ClosedNow({ opensAt }: { opensAt: string | undefined }) {
  const text = useText().overview;
  if (opensAt === undefined) return;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted [&_time]:whitespace-normal">
      <Moon aria-hidden className="size-3.5 shrink-0" />
      {text.closedUntil} <Timestamp at={opensAt} />
    </p>
  );
}
