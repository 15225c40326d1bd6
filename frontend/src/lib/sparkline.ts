/** The path of a line in a box of 100 by 100, zero at the bottom; the highest value touches the top. */
export function sparkPath(values: readonly number[], highest = Math.max(...values, 1)): string {
  if (values.length < 2) return "";
  const step = 100 / (values.length - 1);
  return values.map((value, index) => `${index === 0 ? "M" : "L"}${round(index * step)},${round(100 - (value / highest) * 100)}`).join("");
}

/** The same without the stretches at zero, which would be a line along the bottom. */
export function sparkPeaks(values: readonly number[], highest = Math.max(...values, 1)): string {
  if (values.length < 2) return "";
  const step = 100 / (values.length - 1);
  const at = (index: number): string => `${round(index * step)},${round(100 - ((values[index] ?? 0) / highest) * 100)}`;
  return values
    .slice(1)
    .map((value, before) => (value === 0 && values[before] === 0 ? "" : `M${at(before)}L${at(before + 1)}`))
    .join("");
}

/** The same as an area down to zero. */
export function sparkArea(values: readonly number[], highest = Math.max(...values, 1)): string {
  const line = sparkPath(values, highest);
  return line === "" ? "" : `${line}L100,100L0,100Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
