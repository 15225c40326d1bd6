import { useText } from "../i18n/language";

/** Grey bars in the shape of what is being read. */
export function Skeleton({ rows, className = "h-9" }: { rows: number; className?: string }) {
  const text = useText();
  return (
    <div role="status" className="flex flex-col gap-2 p-3">
      <span className="sr-only">{text.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={`animate-pulse rounded-lg bg-raised ${className}`} />
      ))}
    </div>
  );
}
