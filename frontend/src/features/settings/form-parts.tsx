import type { ReactNode } from "react";

/** Fields of a form that belong together. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-t border-line pt-3">
      <legend className="float-left font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

interface TickProps {
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** What is so or not. */
export function Tick({ id, label, checked, onChange }: TickProps) {
  return (
    <label htmlFor={id} className="flex items-center gap-2 font-medium">
      <input id={id} type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} className="size-4 shrink-0" />
      {label}
    </label>
  );
}
