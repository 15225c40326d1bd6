/** A short form of the trade; written out where no pointer can ask what it means. */
export function Term({ short, long, hint }: { short: string; long: string; hint: string }) {
  return (
    <abbr title={hint} className="no-underline">
      <span className="pointer-coarse:hidden print:inline">{short}</span>
      <span className="hidden pointer-coarse:inline print:hidden">{long}</span>
    </abbr>
  );
}
