import { channelsEn } from "../../i18n/channels-en";
import { channelsEs } from "../../i18n/channels-es";
import { useTextOf } from "../../i18n/language";

const texts = { en: channelsEn, es: channelsEs };

/** The texts of Settings → Channels. */
export function useChannelText(): typeof channelsEn {
  return useTextOf(texts);
}
