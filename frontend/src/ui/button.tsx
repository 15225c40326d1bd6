import type { ComponentProps } from "react";

/** A plain button. */
export function Button({ className = "", ...props }: ComponentProps<"button">) {
  return <button type="button" className={`${buttonClass} ${className}`} {...props} />;
}

/** The classes of buttons and of links that look like one. */
export const buttonClass =
  "inline-flex items-center justify-center gap-1.5 rounded-lg border border-line bg-surface px-3 py-1.5 font-medium text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10 " +
  "transition-colors hover:bg-raised disabled:opacity-50 disabled:hover:bg-surface";
