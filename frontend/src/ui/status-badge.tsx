import { CircleCheck, Hourglass, type LucideIcon, Pause, PhoneCall } from "lucide-react";
import type { CallStatus } from "../contracts";
import { useText } from "../i18n/language";

const looks: Record<CallStatus, { icon: LucideIcon; colours: string }> = {
  waiting: { icon: Hourglass, colours: "bg-waiting-soft text-waiting" },
  active: { icon: PhoneCall, colours: "bg-active-soft text-active" },
  on_hold: { icon: Pause, colours: "bg-hold-soft text-hold" },
  ended: { icon: CircleCheck, colours: "bg-ended-soft text-ended" },
};

export function StatusIcon({ status }: { status: CallStatus }) {
  const Icon = looks[status].icon;
  return <Icon aria-hidden className="size-3.5 shrink-0" />;
}

/** A status as icon, word and colour. */
export function StatusBadge({ status }: { status: CallStatus }) {
  const text = useText();
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 align-middle text-xs font-medium whitespace-nowrap ${looks[status].colours}`}
    >
      <StatusIcon status={status} />
      {text.status[status]}
    </span>
  );
}
