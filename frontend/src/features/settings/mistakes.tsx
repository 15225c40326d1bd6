import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Issue } from "../../contracts";
import { ApiError } from "../../lib/api";
import { byField } from "./draft";

/** What is wrong with a form: at which fields, and beside them. */
interface Mistakes {
  readonly at: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
}

export const nothing: Mistakes = { at: {}, rest: [] };

/** What is wrong with a form, which goes to the first field that is. */
export function useMistakes() {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState(nothing);
  useEffect(() => {
    if (wrong !== nothing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);
  return { form, wrong, setWrong };
}

/** What the service says, at the fields that it is said of; `place` names them as the form does. */
export function said(
  failure: unknown,
  fields: readonly string[],
  place = (issues: readonly Issue[]): readonly Issue[] => issues,
): Mistakes {
  const issues = failure instanceof ApiError ? (failure.problem?.issues ?? []) : [];
  if (issues.length > 0) return byField(place(issues), fields);
  return { at: {}, rest: [failure instanceof Error ? failure.message : String(failure)] };
}

/** What is said below a form: what is wrong beside its fields, and what went well. */
export function FormMessages({ rest, children }: { rest: readonly string[]; children: ReactNode }) {
  return (
    <>
      <div role="alert" className="flex flex-col gap-1 text-over empty:hidden">
        {rest.map((each) => (
          <p key={each} className="wrap-anywhere">
            {each}
          </p>
        ))}
      </div>
      <div role="status" className="empty:hidden">
        {children}
      </div>
    </>
  );
}
