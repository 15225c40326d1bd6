import { BellRing, CircleCheck, CircleMinus, Coffee, type LucideIcon, Pause, PenLine, PhoneCall, PowerOff } from "lucide-react";
import type { AgentState } from "../contracts";
import { useText } from "../i18n/language";

const styles: Record<AgentState, { icon: LucideIcon; colours: string }> = {
  ringing: { icon: BellRing, colours: "bg-waiting-soft text-waiting" },
  on_call: { icon: PhoneCall, colours: "bg-active-soft text-active" },
  holding: { icon: Pause, colours: "bg-hold-soft text-hold" },
  after_call: { icon: PenLine, colours: "bg-raised text-ink" },
  available: { icon: CircleCheck, colours: "bg-active-soft text-active" },
  unavailable: { icon: CircleMinus, colours: "bg-near-soft text-near" },
  offline: { icon: PowerOff, colours: "bg-ended-soft text-ended" },
  idle: { icon: Coffee, colours: "bg-ended-soft text-ended" },
};

/** An agent's state as icon, word and colour. */
export function AgentStateBadge({ state }: { state: AgentState }) {
  const text = useText().agents;
  const { icon: Icon, colours } = styles[state];
  return (
    <span className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${colours}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {text.state[state]}
    </span>
  );
}
