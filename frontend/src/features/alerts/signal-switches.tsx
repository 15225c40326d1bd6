import { Bell, BellOff, type LucideIcon, Volume2, VolumeX } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/language";
import { usePreference, writePreference } from "../../lib/preference";
import { Button } from "../../ui/button";
import { canChime, chime, unlockChime } from "./chime";

const choices = ["off", "on"] as const;

export function useSignals(): { sound: boolean; notifications: boolean } {
  return {
    sound: usePreference("sound", choices, "off") === "on",
    notifications: usePreference("notifications", choices, "off") === "on",
  };
}

/** Sound and notifications for breaches; both are off by default. */
export function SignalSwitches() {
  const text = useText().alerts;
  const { sound, notifications } = useSignals();
  const [refused, setRefused] = useState(false);
  const silent = useSilent(sound);
  const toggleSound = (): void => {
    writePreference("sound", sound ? "off" : "on");
    if (!sound) void unlockChime().then(chime);
  };
  const toggleNotifications = async (): Promise<void> => {
    if (notifications) return writePreference("notifications", "off");
    const granted = await allowsNotifications();
    setRefused(!granted);
    if (granted) writePreference("notifications", "on");
  };
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Switch on={sound} name={text.sound} hint={text.soundHint} icon={sound ? Volume2 : VolumeX} toggle={toggleSound} />
      {"Notification" in globalThis && (
        <Switch
          on={notifications}
          name={text.notifications}
          hint={text.notificationsHint}
          icon={notifications ? Bell : BellOff}
          toggle={() => void toggleNotifications()}
        />
      )}
      {silent && (
        <p role="status" className="text-xs text-near">
          {text.soundWaits}
        </p>
      )}
      {refused && (
        <p role="alert" className="text-xs text-over">
          {text.refused}
        </p>
      )}
    </div>
  );
}

/** Asks for permission; false also where a page may ask but never show one, as on Android. */
async function allowsNotifications(): Promise<boolean> {
  try {
    if ((await Notification.requestPermission()) !== "granted") return false;
    new Notification("Callboard", { silent: true, tag: "callboard-try" }).close();
    return true;
  } catch {
    return false;
  }
}

/** Whether sound is wanted and the browser still waits for a click before it allows any. */
function useSilent(wanted: boolean): boolean {
  const [silent, setSilent] = useState(wanted && !canChime());
  useEffect(() => {
    const update = (): void => setSilent(wanted && !canChime());
    update();
    const asked = setInterval(update, 1_000);
    return () => clearInterval(asked);
  }, [wanted]);
  return silent;
}

function Switch({ on, name, hint, icon: Icon, toggle }: { on: boolean; name: string; hint: string; icon: LucideIcon; toggle: () => void }) {
  return (
    <Button role="switch" aria-checked={on} title={hint} onClick={toggle} className={on ? "border-accent bg-accent-soft text-accent!" : ""}>
      <Icon aria-hidden className="size-4" />
      {name}
    </Button>
  );
}
