import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Shown in place of missing content: why it is missing, and what to do. */
export function Notice(props: { icon: LucideIcon; title: string; children?: ReactNode; alert?: boolean }) {
  const { icon: Icon, title, children, alert = false } = props;
  return (
    <div role={alert ? "alert" : undefined} className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className={`rounded-full p-3 ${alert ? "bg-over-soft text-over" : "bg-raised text-muted"}`}>
        <Icon aria-hidden className="size-6" />
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="flex max-w-prose flex-col items-center gap-3 text-muted">{children}</div>
    </div>
  );
}
