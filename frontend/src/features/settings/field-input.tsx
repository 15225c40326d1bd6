import type { ReactNode } from "react";
import { useText } from "../../i18n/language";
import type { ConnectionKind, Field } from "./kinds";

export const inputClass = "w-full rounded-lg border border-edge bg-canvas px-3 py-1.5 pointer-coarse:min-h-10";

interface Described {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
}

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly issue: string | undefined;
  children(described: Described): ReactNode;
}

/** A field with its label, where to find its value, and what is wrong with it. */
export function Labelled({ id, label, hint, issue, children }: LabelledProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": `${id}-hint ${id}-issue`, "aria-invalid": issue !== undefined })}
      <p id={`${id}-hint`} className="text-xs text-muted empty:hidden">
        {hint}
      </p>
      <p id={`${id}-issue`} role="alert" className="whitespace-pre-line wrap-anywhere text-over empty:hidden">
        {issue}
      </p>
    </div>
  );
}

interface Props {
  readonly id: string;
  readonly kind: ConnectionKind;
  readonly field: Field;
  readonly value: string | boolean;
  /** Whether it is a secret that is set. */
  readonly stored: boolean;
  readonly issue: string | undefined;
  onChange(value: string | boolean): void;
}

/** One of the fields that its kind has. */
export function FieldInput({ id, kind, field: { name, type, required = false }, value, stored, issue, onChange }: Props) {
  const text = useText().settings;
  const [label = name, hint] = text.kinds[kind].fields[name] ?? [];
  if (type === "flag") {
    return (
      <label htmlFor={id} className="flex items-center gap-2 font-medium">
        <input id={id} type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} className="size-4" />
        {label}
        <span className="text-xs font-normal text-muted">{hint}</span>
      </label>
    );
  }
  const shared = {
    required: required && !stored,
    value: String(value),
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
    spellCheck: false,
    className: inputClass,
  };
  return (
    <Labelled id={id} label={required ? label : text.optional(label)} hint={hint} issue={issue}>
      {(described) => {
        switch (type) {
          case "secret":
            return (
              <input {...described} {...shared} type="password" autoComplete="new-password" placeholder={stored ? text.keepSecret : ""} />
            );
          case "lines":
          case "json":
            return (
              <textarea
                {...described}
                {...shared}
                rows={type === "json" ? 18 : 4}
                className={`${inputClass} resize-y font-mono text-xs whitespace-pre`}
              />
            );
          default:
            return <input {...described} {...shared} inputMode={type === "number" ? "numeric" : undefined} autoComplete="off" />;
        }
      }}
    </Labelled>
  );
}
