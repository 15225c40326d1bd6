import type { ReactNode } from "react";

/** A small number under its name, in a `dl`. */
export function Figure({ name, hint, children }: { name: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div title={hint} className="flex min-w-0 flex-col">
      <dt className="truncate text-muted">{name}</dt>
      <dd className="@container font-medium tabular-nums">{children}</dd>
    </div>
  );
}
