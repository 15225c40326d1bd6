/** The current page of rows; all pages rotate, each for the same time. */
export function rotatingPage<T>(
  rows: readonly T[],
  size: number,
  now: number,
  everyMs: number,
): { rows: readonly T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.floor(now / everyMs) % pages;
  return { rows: rows.slice(page * size, (page + 1) * size), page, pages };
}
