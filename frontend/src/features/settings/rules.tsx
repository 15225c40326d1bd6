import { useQuery } from "@tanstack/react-query";
import { Bell, CircleCheck, CirclePause, Clock3, type LucideIcon } from "lucide-react";
import { Link } from "wouter";
import type { RuleView } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { Timestamp } from "../../ui/timestamp";
import { Choices } from "./choices";
import { PageHead } from "./framed";
import { ItemActions } from "./item-actions";
import { Loaded } from "./loaded";
import { type PageProps, pageAddress } from "./paths";
import { type Start, startNames, starts } from "./rule-draft";
import { RuleForm } from "./rule-form";
import { deleteRule, putRule, rulesQuery } from "./rule-queries";
import { useNameOfQueue, useRuleText, useSentence } from "./rule-words";
import { Unknown } from "./unknown";

/** Every rule on numbers with where it holds, a new one, or one of them. */
export default function Rules({ adminKey, item }: PageProps) {
  const rules = useQuery(rulesQuery(useServices().api, adminKey));
  const asked = new URLSearchParams(useSearch()).get("add");
  const start = startNames.find((name) => name === asked);
  return (
    <Loaded query={rules}>
      {(data) =>
        item !== undefined ? (
          <RulePage key={item} adminKey={adminKey} name={item} rule={data.find(({ name }) => name === item)} />
        ) : start !== undefined ? (
          <NewRule adminKey={adminKey} start={start} taken={data.map(({ name }) => name)} />
        ) : (
          <List rules={data} />
        )
      }
    </Loaded>
  );
}

function List({ rules }: { rules: readonly RuleView[] }) {
  const text = useRuleText();
  const words = useText().settings;
  const sentence = useSentence();
  return (
    <>
      <PageHead title={words.pages.rules} />
      {rules.length === 0 ? (
        <p className="max-w-prose text-muted">{text.none}</p>
      ) : (
        <ul aria-label={words.pages.rules} className="flex flex-col gap-3">
          {rules.map((rule) => (
            <li
              key={rule.name}
              className="grid gap-x-6 gap-y-2 rounded-xl border border-line bg-surface p-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]"
            >
              <div className="flex min-w-0 flex-col gap-1">
                <Link
                  href={pageAddress("rules", rule.name)}
                  className="self-start font-semibold wrap-anywhere underline decoration-line underline-offset-4"
                >
                  {rule.name}
                </Link>
                <p className="wrap-anywhere text-muted">{sentence(rule.settings)}</p>
              </div>
              <Standings rule={rule} />
            </li>
          ))}
        </ul>
      )}
      <Choices page="rules" title={text.add} choices={startNames.map((start) => ({ key: start, ...text.starts[start] }))} />
    </>
  );
}

/** Where its condition holds, and where it has an alert. */
function Standings({ rule: { settings, standings } }: { rule: RuleView }) {
  const text = useRuleText();
  const nameOf = useNameOfQueue();
  if (!settings.enabled) return <State icon={CirclePause} words={text.off} />;
  if (standings.length === 0) return <State icon={CircleCheck} ink="text-active" words={text.quiet} />;
  return (
    <ul className="flex min-w-0 flex-col gap-1">
      {standings.map(({ queueId, since, alertId }) => (
        <li key={queueId ?? ""} className="flex flex-wrap items-baseline gap-x-2">
          {alertId === undefined ? (
            <State icon={Clock3} ink="text-near" words={text.holds} />
          ) : (
            <State icon={Bell} ink="text-over" words={text.raised} />
          )}
          <span className="min-w-0 wrap-anywhere">{nameOf(queueId)}</span>
          <span className="text-xs text-muted">
            {text.since} <Timestamp at={since} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function State({ icon: Icon, ink = "text-muted", words }: { icon: LucideIcon; ink?: string; words: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 self-start font-medium ${ink}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {words}
    </span>
  );
}

function NewRule({ adminKey, start, taken }: { adminKey: string; start: Start; taken: readonly string[] }) {
  const text = useRuleText();
  const words = useText().settings;
  return (
    <>
      <PageHead title={text.adding}>
        <Button onClick={() => navigate(pageAddress("rules"))}>{words.cancel}</Button>
      </PageHead>
      <RuleForm
        adminKey={adminKey}
        settings={starts[start]}
        taken={taken}
        onSaved={({ name }) => navigate(pageAddress("rules", name), { replace: true })}
      />
    </>
  );
}

interface PageOfOne {
  readonly adminKey: string;
  readonly name: string;
  readonly rule: RuleView | undefined;
}

function RulePage({ adminKey, name, rule }: PageOfOne) {
  const text = useRuleText();
  const words = useText().settings;
  if (rule === undefined) {
    return <Unknown page="rules" name={name} title={text.unknown(name)} />;
  }
  return (
    <>
      <PageHead title={name}>
        <Actions adminKey={adminKey} rule={rule} />
      </PageHead>
      <div className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
        <Standings rule={rule} />
        <p className="wrap-anywhere text-muted">
          {words.changedBy(rule.changedBy)} <Timestamp at={rule.changedAt} />
        </p>
      </div>
      <RuleForm adminKey={adminKey} rule={rule} settings={rule.settings} onSaved={() => {}} />
    </>
  );
}

function Actions({ adminKey, rule: { name, settings } }: { adminKey: string; rule: RuleView }) {
  const hint = useRuleText().removeHint;
  const { api, client } = useServices();
  return (
    <div className="flex flex-wrap gap-2">
      <ItemActions
        page="rules"
        name={name}
        settings={settings}
        hint={hint}
        put={(changed) => putRule(api, adminKey, name, changed)}
        remove={() => deleteRule(api, adminKey, name)}
        reload={() => client.invalidateQueries(rulesQuery(api, adminKey))}
      />
    </div>
  );
}
