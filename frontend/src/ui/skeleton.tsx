import { useText } from "../i18n/language";

interface Props {
  readonly rows: number;
  /** How high each is. */
  readonly className?: string;
  /** How they stand; below each other unless said. */
  readonly grid?: string;
}

/** Grey bars in the shape of what is being read, so that nothing jumps when it is there. */
export function Skeleton({ rows, className = "h-9", grid = "flex flex-col gap-2 p-3" }: Props) {
  const text = useText();
  return (
    <div role="status" className={grid}>
      <span className="sr-only">{text.loading}</span>
      <Bars rows={rows} className={className} />
    </div>
  );
}

/** More of them, for a view that says once that it is being read. */
export function Bars({ rows, className }: { rows: number; className: string }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing but their place
    <div key={row} aria-hidden className={`animate-pulse rounded-xl bg-raised ${className}`} />
  ));
}
