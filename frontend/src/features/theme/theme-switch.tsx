import { Monitor, Moon, Sun } from "lucide-react";
import { useText } from "../../i18n/language";
import { writePreference } from "../../lib/preference";
import { pageThemes as themes, useTheme } from "../../lib/theme";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Cycles through system, light and dark. */
export function ThemeSwitch() {
  const text = useText().theme;
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const Icon = icons[theme];

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
