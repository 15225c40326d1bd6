import { Languages } from "lucide-react";
import { chooseLanguage, languageCodes, languages, useLanguage, useText } from "../i18n/language";

export function LanguageSwitch() {
  const text = useText();
  const language = useLanguage();
  const next = languageCodes[(languageCodes.indexOf(language) + 1) % languageCodes.length] ?? "en";
  return (
    <button
      type="button"
      title={languages[next].languageName}
      onClick={() => chooseLanguage(next)}
      className="flex items-center gap-1 rounded-lg p-2 text-xs font-medium text-muted transition-colors hover:bg-raised hover:text-ink"
    >
      <Languages aria-hidden className="size-4" />
      <span className="sr-only">{`${text.language}: ${text.languageName}`}</span>
      <span aria-hidden className="uppercase">
        {language}
      </span>
    </button>
  );
}
