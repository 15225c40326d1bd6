import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect } from "react";
import { useText } from "../../i18n/language";
import { usePreference, writePreference } from "../../lib/preference";

const themes = ["system", "light", "dark"] as const;
const icons = { system: Monitor, light: Sun, dark: Moon };

/** Cycles through system, light and dark. */
export function ThemeSwitch() {
  const text = useText().theme;
  const theme = usePreference("theme", themes, "system");
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const Icon = icons[theme];

  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    <button
      type="button"
      title={text[theme]}
      aria-label={`${text.label}: ${text[theme]}`}
      onClick={() => writePreference("theme", next)}
      className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
