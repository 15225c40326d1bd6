import { useEffect, useMemo, useState } from "react";
import { usePrinting } from "../../lib/printing";

/** The theme's colours and fonts, resolved for a canvas. */
export interface ChartTheme {
  (variable: string): string;
  readonly rem: number;
  readonly font: string;
}

/** Changes when the theme does. */
export function useChartTheme(): ChartTheme {
  const printing = usePrinting();
  const [theme, setTheme] = useState(() => readTheme(false));
  // Paper is light.
  const printed = useMemo(() => (printing ? readTheme(true) : undefined), [printing]);
  useEffect(() => {
    const update = (): void => setTheme(() => readTheme(false));
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", update);
    const chosen = new MutationObserver(update);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      scheme.removeEventListener("change", update);
      chosen.disconnect();
    };
  }, []);
  return printed ?? theme;
}

function readTheme(light: boolean): ChartTheme {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  // Which of its two values a colour has is decided at the root.
  if (light) dataset.theme = "light";
  const root = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  for (const variable of CHART_COLOURS) known.set(variable, resolved(variable));
  if (light && theme === undefined) delete dataset.theme;
  else if (light) dataset.theme = theme;
  const colour = (variable: string): string => known.get(variable) ?? resolved(variable);
  return Object.assign(colour, { rem: Number.parseFloat(root.fontSize) || 16, font: getComputedStyle(document.body).fontFamily });
}

/** What charts are drawn with. */
const CHART_COLOURS = [
  "--color-muted",
  "--color-line",
  "--color-waiting-bar",
  "--color-waiting-soft",
  "--color-active-bar",
  "--color-over-bar",
  "--color-accent",
  "--color-edge",
];

/** A variable's value is `light-dark(…)`; only a computed property has the resolved colour. */
function resolved(variable: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
