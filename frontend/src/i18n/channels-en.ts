import { fieldWords } from "./en";

/** The texts of Settings → Channels. */
export const channelsEn = {
  none: "Nobody is told of alerts yet. Choose where, and a message goes there when something is wrong.",
  add: "Where should alerts be told?",
  addKind: (kind: string) => `Tell alerts: ${kind}`,
  taken: "There is a channel of this name.",
  nameHint: "Letters, digits, dots, dashes and underscores",
  unknown: (name: string) => `There is no channel “${name}”`,
  failing: (count: number) => (count === 1 ? "The last message was not taken:" : `The last ${count} messages were not taken:`),
  again: "Next try",
  nothingTold: "Nothing told yet",
  toldAt: "Last told",
  removeHint: "It tells nothing more, and its secrets are gone. Links in its messages no longer work.",
  alerts: (raised: string, cleared: string) => `${raised} raised, ${cleared} over`,
  accepted: "taken",
  test: "Send a test",
  which: "Which alerts",
  breachesOnly: "Breaches only, no warnings",
  cleared: "Also tell when an alert is over",
  pace: "How many together",
  hours: "When",
  hoursHint: "Outside these hours it is silent; what is still open is told when they begin. Without any, it always tells.",
  fields: { queueIds: "Queues", rules: "Rules", gatherSeconds: "Gather", everySeconds: "Pause" },
  hints: {
    queueIds: "Their ids, with commas; all when empty",
    rules: "Such as wait_sla_exceeded or the name of a rule, with commas; all when empty",
    gatherSeconds: "Seconds that a message waits for alerts that come with the first",
    everySeconds: "Seconds between two messages at least: a storm makes one",
  },
  kinds: {
    slack: {
      name: "Slack",
      line: "Messages in a channel of Slack.",
      fields: fieldWords({ url: ["Webhook URL", "Of an app with Incoming Webhooks that was added to the channel"] }),
    },
    teams: {
      name: "Microsoft Teams",
      line: "Cards in a channel of Teams, by a workflow.",
      fields: fieldWords({ url: ["Workflow URL", "The channel’s Workflows, Send webhook alerts to a channel"] }),
    },
    email: {
      name: "E-mail",
      line: "Mails to up to 50 addresses, by the mail server of Callboard’s configuration.",
      fields: fieldWords({ to: ["Addresses", "With commas"] }),
    },
    webhook: {
      name: "Any POST",
      line: "JSON of your own making, to any address.",
      fields: fieldWords({
        url: ["Address", "https://…"],
        authorization: ["Authorization", "Sent as the header of this name"],
        template: ["Template", 'Mustache that makes JSON, such as {"text": "{{title}}"}; everything as JSON when empty'],
      }),
    },
  },
};
