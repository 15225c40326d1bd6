import { useEffect, useState } from "react";

/** The theme's colours and type as a canvas understands them. */
export interface Paint {
  (variable: string): string;
  readonly rem: number;
  readonly font: string;
}

/** Changes when the theme does. */
export function usePaint(): Paint {
  const [paint, setPaint] = useState(mix);
  useEffect(() => {
    const again = (): void => setPaint(mix);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", again);
    const chosen = new MutationObserver(again);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      scheme.removeEventListener("change", again);
      chosen.disconnect();
    };
  }, []);
  return paint;
}

function mix(): Paint {
  const root = getComputedStyle(document.documentElement);
  const colour = (variable: string): string => {
    // A variable's own value is `light-dark(…)`; only a property has the colour that is meant now.
    const probe = document.createElement("span");
    probe.style.color = `var(${variable})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return Object.assign(colour, { rem: Number.parseFloat(root.fontSize) || 16, font: getComputedStyle(document.body).fontFamily });
}
