import type { StatsPoint } from "../../contracts";
import { sparkArea, sparkPath, sparkPeaks } from "../../lib/sparkline";

/** Offered calls per minute as an area, abandoned ones (without short abandons) as a line. Decorative: the numbers are beside it. */
export function Spark({ points }: { points: readonly StatsPoint[] }) {
  const offered = points.map((point) => point.offered);
  const abandoned = points.map((point) => point.abandoned - point.shortAbandoned);
  const highest = Math.max(...offered, 1);
  return (
    <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="h-9 w-full overflow-visible">
      <path d={sparkArea(offered, highest)} className="fill-waiting-soft" />
      <path
        d={sparkPath(offered, highest)}
        fill="none"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
        className="stroke-waiting-bar"
      />
      <path
        d={sparkPeaks(abandoned, highest)}
        fill="none"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
        className="stroke-over-bar"
      />
    </svg>
  );
}
