import { useText } from "../i18n/language";

interface Props {
  readonly rows: number;
  /** The height of each bar. */
  readonly className?: string;
  /** Their layout; a column by default. */
  readonly grid?: string;
}

/** Grey bars in the shape of what is loading, so that the layout does not shift. */
export function Skeleton({ rows, className = "h-9", grid = "flex flex-col gap-2 p-3" }: Props) {
  const text = useText();
  return (
    <div role="status" className={grid}>
      <span className="sr-only">{text.loading}</span>
      <Bars rows={rows} className={className} />
    </div>
  );
}

/** Further bars, for a view that announces its loading once. */
export function Bars({ rows, className }: { rows: number; className: string }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing but their place
    <div key={row} aria-hidden className={`animate-pulse rounded-xl bg-raised ${className}`} />
  ));
}
