import {
  CircleCheck,
  CircleX,
  CornerUpRight,
  Hourglass,
  type LucideIcon,
  Pause,
  PhoneCall,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  Voicemail,
} from "lucide-react";
import type { Call, CallStatus, EndReason } from "../contracts";
import { useText } from "../i18n/language";

const looks: Record<CallStatus, { icon: LucideIcon; colours: string }> = {
  waiting: { icon: Hourglass, colours: "bg-waiting-soft text-waiting" },
  active: { icon: PhoneCall, colours: "bg-active-soft text-active" },
  on_hold: { icon: Pause, colours: "bg-hold-soft text-hold" },
  ended: { icon: PhoneOff, colours: "bg-ended-soft text-ended" },
};

export function StatusIcon({ status }: { status: CallStatus }) {
  const Icon = looks[status].icon;
  return <Icon aria-hidden className="size-3.5 shrink-0" />;
}

/** What an ended call came to; only a completed one has the mark of success. */
const outcomes: Record<EndReason, { icon: LucideIcon; colours: string }> = {
  completed: { icon: CircleCheck, colours: "bg-ended-soft text-ended" },
  abandoned: { icon: PhoneMissed, colours: "bg-over-soft text-over" },
  failed: { icon: CircleX, colours: "bg-over-soft text-over" },
  overflowed: { icon: CornerUpRight, colours: "bg-ended-soft text-ended" },
  callback: { icon: PhoneIncoming, colours: "bg-ended-soft text-ended" },
  voicemail: { icon: Voicemail, colours: "bg-ended-soft text-ended" },
};

/** A call's status, or its outcome once it has ended, as icon, word and colour. */
export function StatusBadge({ call: { status, endReason } }: { call: Pick<Call, "status" | "endReason"> }) {
  const text = useText();
  const outcome = status === "ended" ? endReason : undefined;
  const { icon: Icon, colours } = outcome === undefined ? looks[status] : outcomes[outcome];
  const word = outcome === undefined ? text.status[status] : text.endReason[outcome];
  return (
    <span
      title={word}
      className={`inline-flex max-w-full items-center gap-1.5 rounded-full px-2 py-0.5 align-middle text-xs font-medium whitespace-nowrap ${colours}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{word}</span>
    </span>
  );
}
