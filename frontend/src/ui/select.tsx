import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

/** The native select, styled; native for the sake of keyboards and phones. */
export function Select({ label, className = "", ...props }: { label: string } & ComponentProps<"select">) {
  return (
    <span className={`relative inline-flex min-w-0 ${className}`}>
      <select
        aria-label={label}
        className="w-full appearance-none truncate rounded-lg border border-edge bg-surface py-1.5 pr-7 pointer-coarse:min-h-10 pl-2.5 sm:pr-8 sm:pl-3 hover:bg-raised"
        {...props}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted" />
    </span>
  );
}
