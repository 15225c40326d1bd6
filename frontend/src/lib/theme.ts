import { useEffect } from "react";
import { usePreference } from "./preference";

/** The themes that a user, or a wallboard's address, chooses from. */
export const pageThemes = ["system", "light", "dark"] as const;

export function useTheme(): (typeof pageThemes)[number] {
  return usePreference("theme", pageThemes, "system");
}

/** Shows the page in the chosen theme. */
export function usePageTheme(): void {
  const theme = useTheme();
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
