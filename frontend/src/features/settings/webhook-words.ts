import { useTextOf } from "../../i18n/language";
import { webhooksEn } from "../../i18n/webhooks-en";
import { webhooksEs } from "../../i18n/webhooks-es";

const texts = { en: webhooksEn, es: webhooksEs };

/** The texts of Settings → Webhooks. */
export function useWebhookText(): typeof webhooksEn {
  return useTextOf(texts);
}
