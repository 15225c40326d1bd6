import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { pushedWindow, type StatsWindow, windows } from "../../lib/windows";

/** Selects the window of the statistics; its state is the URL. */
export function WindowSwitch({ chosen }: { chosen: StatsWindow }) {
  const text = useText().overview;
  return (
    <fieldset className="inline-flex rounded-lg border border-line bg-surface p-0.5 print:hidden">
      <legend className="sr-only">{text.window}</legend>
      {windows.map((window) => (
        <label
          key={window}
          className="cursor-pointer rounded-md px-2.5 py-1 text-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="window"
            className="sr-only"
            checked={window === chosen}
            onChange={() => navigate(window === pushedWindow ? "/" : `/?window=${window}`, { replace: true })}
          />
          {text.windows[window]}
        </label>
      ))}
    </fieldset>
  );
}
