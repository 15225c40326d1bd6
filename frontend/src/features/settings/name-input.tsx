import { inputClass, Labelled } from "./field-input";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly issue: string | undefined;
  readonly value: string;
  onChange(name: string): void;
}

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether the service takes it as the name of a connection, a webhook, a channel or a rule. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** The name of what is set up. */
export function NameInput({ id, label, hint, issue, value, onChange }: Props) {
  return (
    <Labelled id={`${id}-name`} label={label} hint={hint} issue={issue}>
      {(described) => (
        <input
          {...described}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          autoComplete="off"
          spellCheck={false}
          className={inputClass}
        />
      )}
    </Labelled>
  );
}
