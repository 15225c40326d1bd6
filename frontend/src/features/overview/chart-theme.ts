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
  const root = getComputedStyle(document.documentElement);
  const colour = (variable: string): string => {
    // A variable's value is `light-dark(…)`; only a computed property has the resolved colour.
    const probe = document.createElement("span");
    if (light) probe.style.colorScheme = "light";
    probe.style.color = `var(${variable})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return Object.assign(colour, { rem: Number.parseFloat(root.fontSize) || 16, font: getComputedStyle(document.body).fontFamily });
}
