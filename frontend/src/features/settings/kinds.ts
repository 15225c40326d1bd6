import type { ConnectionSettingsUnion } from "../../contracts";

export type ConnectionKind = ConnectionSettingsUnion["kind"];

export interface Field {
  readonly name: string;
  readonly type: "text" | "number" | "flag" | "secret" | "lines" | "json";
  readonly required?: boolean;
}

interface Kind {
  /** Whether messages are posted to Callboard; else it fetches them itself. */
  readonly posted: boolean;
  readonly fields: readonly Field[];
}

const secret = (name: string): Field => ({ name, type: "secret", required: true });
const text = (name: string, required = false): Field => ({ name, type: "text", required });
const port: Field = { name: "port", type: "number" };

/** What each kind of connection is asked for; labels and hints are in the dictionaries. */
export const kinds: Readonly<Record<ConnectionKind, Kind>> = {
  asterisk: {
    posted: false,
    fields: [
      text("host", true),
      port,
      text("username", true),
      secret("secret"),
      { name: "tls", type: "flag" },
      { name: "certificate", type: "lines" },
    ],
  },
  "asterisk-queue-log": { posted: false, fields: [text("path"), text("zone")] },
  freeswitch: { posted: false, fields: [text("host", true), port, secret("password")] },
  twilio: { posted: true, fields: [secret("authToken"), text("address")] },
  telnyx: { posted: true, fields: [text("publicKey", true)] },
  vonage: { posted: true, fields: [secret("signatureSecret"), text("queueId")] },
  "amazon-connect": { posted: true, fields: [secret("apiKey")] },
  cloudevents: { posted: true, fields: [secret("token"), { name: "mapping", type: "json" }] },
  json: { posted: true, fields: [secret("token"), { name: "mapping", type: "json", required: true }] },
};

export const kindNames = Object.keys(kinds) as readonly ConnectionKind[];
