import type { ReactNode } from "react";

/** A small number under its name, in a `dl`. */
export function Figure({ name, hint, children }: { name: ReactNode; hint?: string | undefined; children: ReactNode }) {
  return (
    <div title={hint} className="flex min-w-0 flex-col justify-between">
      <dt className="truncate text-muted pointer-coarse:leading-tight pointer-coarse:whitespace-normal">{name}</dt>
      <dd className="@container font-medium tabular-nums">{children}</dd>
    </div>
  );
}
