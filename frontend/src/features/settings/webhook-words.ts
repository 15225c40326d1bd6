import { useLanguage } from "../../i18n/language";
import { webhooksEn } from "../../i18n/webhooks-en";
import { webhooksEs } from "../../i18n/webhooks-es";

const words = { en: webhooksEn, es: webhooksEs };

/** The texts of Settings → Webhooks. They come with that page: the first view stays light. */
export function useWebhookText(): typeof webhooksEn {
  return words[useLanguage()];
}
