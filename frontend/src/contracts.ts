
export interface Ack {
    error?: string;
    ok: boolean;
    snapshot?: CallStatusUpdate;
}

export interface AcknowledgedAlerts {
    acknowledged: number;
}

export interface AgentEvent {
    agentId: string;
    eventId?: string;
    name?: string;
    occurredAt?: string;
    queues?: string[];
    reason?: string;
    receivedAt: string;
    state?: DeclaredState;
    team?: string;
    timestamp: string;
    type: AgentEventType;
}

export interface AgentEventRequest extends SenderEvent {
    event: "agent_signed_in" | "agent_state_changed" | "agent_signed_out";
}

export interface AgentReportRow {
    agentId: string;
    averageHandleTime?: number;
    from: string;
    handleTime: number;
    handled: number;
    hungUp: number;
    missed: number;
    team?: string;
    to: string;
}

export interface AgentTimes {
    afterCall: number;
    available: number;
    hold: number;
    loggedIn: number;
    ringing: number;
    talk: number;
    unavailable: number;
}

export interface AgentView {
    agentId: string;
    averageHandleTime?: number;
    callId?: string;
    handledToday: number;
    missedToday: number;
    name?: string;
    occupancy?: number;
    queueId?: string;
    queues?: string[];
    reason?: string;
    since?: string;
    state: AgentState;
    team?: string;
    today?: AgentTimes;
}

export interface AgentsUpdate {
    agents: AgentView[];
    gone: string[];
    timestamp: string;
}

export interface Alert {
    acknowledgedAt?: string;
    acknowledgedBy?: string;
    agentId?: string;
    at: string;
    callId?: string;
    clearedAt?: string;
    crossing?: Crossing;
    id: string;
    level: AlertLevel;
    limit: number;
    message: string;
    queueId?: string;
    rule: Rule;
    since: string;
    state: AlertState;
}

export interface AlertAcknowledgement {
    by: string;
}

export interface AlertAcknowledgements {
    by: string;
    ids: string[];
}

export interface AlertPage {
    data: Alert[];
    nextCursor?: string;
    total: number;
}

export interface AlertsAcknowledged {
    at: string;
    by: string;
    count: number;
    queueId?: string;
}

export interface AlertsAcknowledgement {
    ago?: number;
    by: string;
    except?: string[];
    until: string;
}

export interface AmazonConnect extends ConnectionSettings {
    apiKey?: string;
    enabled: boolean;
    kind: "amazon-connect";
    queues: QueuesMet;
}

export interface Answered extends CallEventRequest {
    agentId?: string;
    callId: string;
    event: "call_answered";
    eventId?: string;
    occurredAt?: string;
    waitTime?: number;
}

export interface ApiKeyExpiry {
    expiresAt?: string;
}

export interface ApiKeyRequest {
    eventsPerSecond?: number;
    name: string;
    role: KeyRole;
    signed?: boolean;
}

export interface ApiKeyView {
    createdAt?: string;
    createdBy?: string;
    eventsPerSecond?: number;
    expiresAt?: string;
    id?: string;
    lag?: number;
    lastUsedAt?: string;
    name: string;
    revokedAt?: string;
    revokedBy?: string;
    role: KeyRole;
    signed: boolean;
}

export interface Asterisk extends ConnectionSettings {
    certificate?: string;
    enabled: boolean;
    host: string;
    kind: "asterisk";
    port?: number;
    queues: QueuesMet;
    secret?: string;
    tls?: boolean;
    username: string;
}

export interface AsteriskQueueLog extends ConnectionSettings {
    enabled: boolean;
    kind: "asterisk-queue-log";
    path?: string;
    queues: QueuesMet;
    zone?: string;
}

export interface BatchAnswer {
    items: BatchItem[];
    rejected: number;
    replayed: number;
    stored: number;
}

export interface BatchItem {
    agentEvent?: AgentEvent;
    event?: CallEvent;
    index: number;
    problem?: Problem;
    status: number;
}

export interface Call {
    agentId?: string;
    answeredAt?: string;
    attributes?: { [index: string]: string };
    callerName?: string;
    direction?: Direction;
    endReason?: EndReason;
    endTime?: string;
    flags: Rule[];
    from?: string;
    holdTime: number;
    id: string;
    queueId: string;
    sequence: number;
    startTime: string;
    status: CallStatus;
    statusSince: string;
    to?: string;
    type: CallType;
    visits?: Visit[];
    waitTime?: number;
}

export interface CallEvent {
    callId: string;
    eventId?: string;
    id: string;
    issues?: Issue[];
    metadata?: EventMetadata;
    occurredAt?: string;
    receivedAt: string;
    sequence: number;
    timestamp: string;
    type: EventType;
}

export interface CallEventRequest extends SenderEvent {
    event: "call_initiated" | "call_routed" | "call_answered" | "call_hold" | "call_resumed" | "call_retransfer" | "call_ended";
}

export interface CallPage {
    atLeast?: boolean;
    data: Call[];
    limit: number;
    nextCursor?: string;
    page: number;
    total: number;
    totalPages: number;
}

export interface CallStatusUpdate {
    agentId?: string;
    answeredAt?: string;
    callId: string;
    callerName?: string;
    direction?: Direction;
    endReason?: EndReason;
    endTime?: string;
    eventId: string;
    eventType: EventType;
    flags: Rule[];
    from?: string;
    holdTime: number;
    metadata?: EventMetadata;
    queueId: string;
    sequence: number;
    startTime: string;
    status: CallStatus;
    statusSince: string;
    timestamp: string;
    to?: string;
    traceparent?: string;
    type: CallType;
    waitTime?: number;
}

export interface CallbackClaim {
    at: string;
    by?: string;
    callId: string;
    queueId: string;
}

export interface CallbackClaimRequest {
    by: string;
}

export interface Cause {
    code: ProblemCode;
}

export interface Change {
    after?: { [index: string]: any };
    at: string;
    before?: { [index: string]: any };
    by: string;
    id: number;
    kind: ChangeKind;
    name?: string;
}

export interface ChangePage {
    data: Change[];
    nextCursor?: string;
}

export interface ChannelMessage {
    at: string;
    cleared: number;
    raised: number;
    reason?: string;
}

export interface ChannelRoute {
    cleared?: boolean;
    everySeconds?: number;
    gatherSeconds?: number;
    hours?: OpenHours;
    levels?: AlertLevel[];
    queueIds?: string[];
    rules?: string[];
}

export interface ChannelSettings {
    kind: "slack" | "teams" | "email" | "webhook";
}

export interface ChannelView {
    changedAt: string;
    changedBy: string;
    failures: number;
    name: string;
    nextAt?: string;
    reason?: string;
    secrets: string[];
    settings: ChannelSettingsUnion;
    toldAt?: string;
    version: number;
}

export interface CloudEvents extends ConnectionSettings {
    enabled: boolean;
    kind: "cloudevents";
    mapping?: Mapping;
    queues: QueuesMet;
    token?: string;
}

export interface ConnectRefusal {
    data: Cause;
    message: string;
}

export interface ConnectionImport {
    bytes: number;
    bytesRead: number;
    id: number;
    ignored: number;
    known: number;
    lines: number;
    reason?: string;
    refused: number;
    since: string;
    state: ImportState;
    taken: number;
    tooOld: number;
    unknown: number;
    uploadedAt: string;
    uploadedBy: string;
}

export interface ConnectionMessage {
    at: string;
    outcome: MessageOutcome;
    reasons: string[];
    text: string;
}

export interface ConnectionSettings {
    kind: "asterisk" | "freeswitch" | "twilio" | "telnyx" | "vonage" | "amazon-connect" | "cloudevents" | "json" | "asterisk-queue-log";
}

export interface ConnectionState {
    ignored: number;
    lag?: number;
    lastEventAt?: string;
    lastMessageAt?: string;
    messages: number;
    reason?: string;
    refused: number;
    since?: string;
    status: ConnectionStatus;
    taken: number;
    unknown: number;
}

export interface ConnectionTrial {
    message: string;
    ok: boolean;
}

export interface ConnectionView {
    changedAt: string;
    changedBy: string;
    name: string;
    secrets: string[];
    settings: ConnectionSettingsUnion;
    state: ConnectionState;
    version: number;
}

export interface Crossing {
    above?: number;
    below?: number;
    forSeconds: number;
    measure: RuleMeasure;
    rule: string;
    value: number;
    window?: StatsWindow;
}

export interface Ended extends CallEventRequest {
    callId: string;
    duration?: number;
    endReason?: EndReason;
    event: "call_ended";
    eventId?: string;
    occurredAt?: string;
}

export interface ErasedCaller {
    calls: number;
    events: number;
    messages: number;
}

export interface EventMetadata {
    agentId?: string;
    agentIds?: string[];
    attributes?: { [index: string]: string };
    by?: string;
    callerName?: string;
    direction?: Direction;
    duration?: number;
    endReason?: EndReason;
    flags?: Flag[];
    from?: string;
    holdDuration?: number;
    queueId?: string;
    reason?: string;
    routingTime?: number;
    to?: string;
    type?: CallType;
    waitTime?: number;
}

export interface Flag {
    message: string;
    rule: Rule;
}

export interface FreeSwitch extends ConnectionSettings {
    enabled: boolean;
    host: string;
    kind: "freeswitch";
    password?: string;
    port?: number;
    queues: QueuesMet;
}

export interface Health {
    status: string;
    timestamp: string;
    uptime: number;
}

export interface Hold extends CallEventRequest {
    callId: string;
    event: "call_hold";
    eventId?: string;
    holdDuration?: number;
    occurredAt?: string;
}

export interface Ids {
}

export interface Initiated extends CallEventRequest {
    attributes?: { [index: string]: string };
    callId: string;
    callerName?: string;
    direction?: Direction;
    event: "call_initiated";
    eventId?: string;
    from?: string;
    occurredAt?: string;
    queueId: string;
    to?: string;
    type: CallType;
}

export interface Issue {
    code: string;
    message: string;
    path: string;
}

export interface Json extends ConnectionSettings {
    enabled: boolean;
    kind: "json";
    mapping: Mapping;
    queues: QueuesMet;
    token?: string;
}

export interface KnownCaller {
    calls: number;
}

export interface Mail extends ChannelSettings {
    enabled: boolean;
    kind: "email";
    route?: ChannelRoute;
    to: string[];
}

export interface MappedEvent {
    event: string;
    fields?: { [index: string]: string };
}

export interface MappedMessage {
    events: string[];
    reason?: string;
    rule?: string;
    text: string;
}

export interface Mapping {
    each?: string;
    fields?: { [index: string]: string };
    rules: MappingRule[];
    source?: string;
    values?: { [index: string]: string };
    words?: { [index: string]: { [index: string]: string } };
}

export interface MappingCondition {
    exists?: boolean;
    field: string;
    is?: string[];
    prefix?: string;
    same?: string;
}

export interface MappingRule {
    events?: MappedEvent[];
    name: string;
    when?: MappingCondition[];
}

export interface MappingTrial {
    mapping: Mapping;
    messages?: string[];
}

export interface NewApiKey {
    key: ApiKeyView;
    secret: string;
    signingSecret?: string;
}

export interface OpenHours {
    fri?: (string | undefined)[];
    mon?: (string | undefined)[];
    sat?: (string | undefined)[];
    sun?: (string | undefined)[];
    thu?: (string | undefined)[];
    tue?: (string | undefined)[];
    wed?: (string | undefined)[];
    zone?: string;
}

export interface ParkedEvent {
    callId: string;
    id: string;
    reason?: string;
    receivedAt: string;
    state: ParkedState;
    timestamp: string;
    type: EventType;
    until: string;
}

export interface Partitions {
}

export interface Problem {
    code: ProblemCode;
    detail: string;
    issues?: Issue[];
    message: string;
    status: number;
    title: string;
    traceId: string;
    type: string;
}

export interface QueueAgents {
    available: number;
    away: number;
    onCalls: number;
    queueId: string;
}

export interface QueueSettings {
    displayName: string;
    holdLimit: number;
    numbers?: NumberPrivacy;
    openHours?: OpenHours;
    popUrl?: string;
    routingLimit: number;
    shortCallLimit: number;
    targetPercent?: number;
    targetSeconds?: number;
    waitLimit: number;
    wrapUpSeconds?: number;
}

export interface QueueStats {
    abandoned: number;
    abandonmentRate?: number;
    active: number;
    aht?: number;
    answered: number;
    answeredWithin: number;
    asa?: number;
    callbacks: number;
    failed: number;
    offered: number;
    oldestWaitingSince?: string;
    onHold: number;
    opensAt?: string;
    outsideHours?: number;
    overflowed: number;
    queueId?: string;
    serviceLevel?: number;
    serviceLevelTarget?: number;
    shortAbandoned: number;
    transferred: number;
    visits: number;
    voicemails: number;
    waiting: number;
}

export interface QueueView {
    adoptedBy?: string;
    displayName: string;
    holdLimit: number;
    id: string;
    numbers: NumberPrivacy;
    openHours?: OpenHours;
    popUrl?: string;
    retiredAt?: string;
    routingLimit: number;
    shortCallLimit: number;
    targetPercent: number;
    targetSeconds: number;
    version: number;
    waitLimit: number;
    wrapUpSeconds?: number;
}

export interface Replay {
    calls: ReplayedCall[];
    from: string;
    to: string;
}

export interface ReplayedCall {
    callId: string;
    spans: ReplayedSpan[];
    startTime: string;
    type: CallType;
}

export interface ReplayedSpan {
    agentId?: string;
    endReason?: EndReason;
    event: EventType;
    flags?: Rule[];
    from: string;
    holdTime?: number;
    queueId: string;
    ringing?: string[];
    ringingSince?: string;
    status: CallStatus;
    statusSince?: string;
    to?: string;
    waitTime?: number;
}

export interface Report {
    before: ReportSpan;
    by: string;
    interval: string;
    span: ReportSpan;
    zone: string;
}

export interface ReportFigures {
    abandoned: number;
    abandonmentRate?: number;
    aht?: number;
    answered: number;
    answeredWithin: number;
    asa?: number;
    callbacks: number;
    failed: number;
    offered: number;
    outsideHours?: number;
    overflowed: number;
    serviceLevel?: number;
    serviceLevelTarget?: number;
    shortAbandoned: number;
    transferred: number;
    visits: number;
    voicemails: number;
    waitP50?: number;
    waitP80?: number;
    waitP95?: number;
}

export interface ReportRow {
    figures: ReportFigures;
    from: string;
    queueId?: string;
    to: string;
}

export interface ReportSpan {
    agents?: AgentReportRow[];
    from: string;
    rows: ReportRow[];
    teams?: TeamReportRow[];
    to: string;
    total: ReportFigures;
}

export interface Resumed extends CallEventRequest {
    callId: string;
    event: "call_resumed";
    eventId?: string;
    occurredAt?: string;
}

export interface Resync {
    reason: string;
}

export interface Retransfer extends CallEventRequest {
    agentId?: string;
    callId: string;
    event: "call_retransfer";
    eventId?: string;
    occurredAt?: string;
    queueId?: string;
    reason?: string;
}

export interface Routed extends CallEventRequest {
    agentId?: string;
    agentIds?: string[];
    callId: string;
    event: "call_routed";
    eventId?: string;
    occurredAt?: string;
    routingTime?: number;
}

export interface RuleFiring {
    from: string;
    queueId?: string;
    to?: string;
}

export interface RuleGap {
    from: string;
    to: string;
}

export interface RulePreview {
    count: number;
    firings: RuleFiring[];
    from: string;
    gaps: RuleGap[];
    to: string;
}

export interface RuleSettings {
    above?: number;
    below?: number;
    enabled: boolean;
    forSeconds: number;
    hours?: OpenHours;
    hysteresis?: number;
    level: AlertLevel;
    measure: RuleMeasure;
    queueId?: string;
    scope: RuleScope;
    whileOpen?: boolean;
    window?: StatsWindow;
}

export interface RuleStanding {
    alertId?: string;
    queueId?: string;
    since: string;
}

export interface RuleView {
    changedAt: string;
    changedBy: string;
    name: string;
    settings: RuleSettings;
    standings: RuleStanding[];
    version: number;
}

export interface SenderEvent {
}

export interface SignedIn extends AgentEventRequest {
    agentId: string;
    event: "agent_signed_in";
    eventId?: string;
    name?: string;
    occurredAt?: string;
    queues?: string[];
    team?: string;
}

export interface SignedOut extends AgentEventRequest {
    agentId: string;
    event: "agent_signed_out";
    eventId?: string;
    occurredAt?: string;
}

export interface Slack extends ChannelSettings {
    enabled: boolean;
    kind: "slack";
    route?: ChannelRoute;
    url?: string;
}

export interface StateChanged extends AgentEventRequest {
    agentId: string;
    event: "agent_state_changed";
    eventId?: string;
    occurredAt?: string;
    reason?: string;
    state: DeclaredState;
}

export interface StatsPoint {
    abandoned: number;
    answered: number;
    answeredWithin: number;
    minute: string;
    offered: number;
    outsideHours?: number;
    serviceLevel?: number;
    shortAbandoned: number;
}

export interface StatsSeries {
    points: StatsPoint[];
    queueId?: string;
    window: string;
}

export interface StatsView {
    all: QueueStats;
    from: string;
    queues: QueueStats[];
    timestamp: string;
    window: string;
}

export interface SystemView {
    databaseMigration: string;
    databaseTime: string;
    expectedMigration: string;
    oldestPending: number;
    parked: number;
    pending: number;
    startedAt: string;
    time: string;
    undelivered: number;
    version?: string;
    zone: string;
}

export interface TeamReportRow {
    agents: number;
    averageHandleTime?: number;
    from: string;
    handleTime: number;
    handled: number;
    hungUp: number;
    missed: number;
    team?: string;
    to: string;
}

export interface Teams extends ChannelSettings {
    enabled: boolean;
    kind: "teams";
    route?: ChannelRoute;
    url?: string;
}

export interface Telnyx extends ConnectionSettings {
    enabled: boolean;
    kind: "telnyx";
    publicKey: string;
    queues: QueuesMet;
}

export interface Twilio extends ConnectionSettings {
    address?: string;
    authToken?: string;
    enabled: boolean;
    kind: "twilio";
    queues: QueuesMet;
}

export interface Undelivered {
    callId: string;
    channel: string;
    id: number;
    payload: string;
    reason: string;
    sequence: number;
    since: string;
}

export interface Visit {
    agentId?: string;
    answeredAt?: string;
    enteredAt: string;
    holdTime: number;
    leftAt?: string;
    n: number;
    outcome?: VisitOutcome;
    queueId: string;
    talkTime: number;
    waitTime?: number;
}

export interface Vonage extends ConnectionSettings {
    enabled: boolean;
    kind: "vonage";
    queueId?: string;
    queues: QueuesMet;
    signatureSecret?: string;
}

export interface Webhook extends ChannelSettings {
    authorization?: string;
    enabled: boolean;
    kind: "webhook";
    route?: ChannelRoute;
    template?: string;
    url: string;
}

export interface WebhookAttempt {
    answer: string;
    at: string;
    callId?: string;
    messageId: string;
    ok: boolean;
    reason?: string;
    status?: number;
    took: number;
    type: WebhookType;
}

export interface WebhookMessage {
    at: string;
    attempts: number;
    callId?: string;
    id: string;
    nextAt?: string;
    reason?: string;
    state: WebhookMessageState;
    type: WebhookType;
}

export interface WebhookReplay {
    messages: number;
}

export interface WebhookSecret {
    oldUntil: string;
    secret: string;
}

export interface WebhookSettings {
    description?: string;
    enabled: boolean;
    queueIds?: string[];
    types?: WebhookType[];
    url: string;
}

export interface WebhookState {
    deliveredAt?: string;
    dropped: number;
    failed: number;
    failingSince?: string;
    oldestAt?: string;
    reason?: string;
    status: WebhookStatus;
    waiting: number;
}

export interface WebhookTrial {
    message: string;
    ok: boolean;
}

export interface WebhookView {
    changedAt: string;
    changedBy: string;
    name: string;
    oldSecretUntil?: string;
    secret?: string;
    settings: WebhookSettings;
    state: WebhookState;
    version: number;
}

export type AgentEventRequestUnion = SignedIn | StateChanged | SignedOut;

export type AgentEventType = "agent_signed_in" | "agent_state_changed" | "agent_signed_out";

export type AgentState = "ringing" | "on_call" | "holding" | "after_call" | "available" | "unavailable" | "offline" | "idle";

export type AlertLevel = "warning" | "breach";

export type AlertState = "open" | "acknowledged" | "cleared";

export type CallEventRequestUnion = Initiated | Routed | Answered | Hold | Resumed | Retransfer | Ended;

export type CallStatus = "waiting" | "active" | "on_hold" | "ended";

export type CallType = "voice" | "video";

export type ChangeKind = "queue" | "key" | "connection" | "import" | "caller" | "undelivered" | "webhook" | "rule" | "channel";

export type ChannelSettingsUnion = Slack | Teams | Mail | Webhook;

export type ConnectionSettingsUnion = Asterisk | FreeSwitch | Twilio | Telnyx | Vonage | AmazonConnect | CloudEvents | Json | AsteriskQueueLog;

export type ConnectionStatus = "off" | "connecting" | "waiting" | "connected" | "failing";

export type DeclaredState = "available" | "unavailable" | "after_call";

export type Direction = "inbound" | "outbound" | "internal" | "callback";

export type EndReason = "completed" | "abandoned" | "failed" | "overflowed" | "callback" | "voicemail";

export type EventType = "call_initiated" | "call_routed" | "call_answered" | "call_hold" | "call_resumed" | "call_retransfer" | "call_ended" | "call_flagged";

export type ImportState = "uploading" | "waiting" | "reading" | "done" | "failed";

export type KeyRole = "ingest" | "admin" | "read";

export type MessageOutcome = "taken" | "ignored" | "unknown" | "refused";

export type NumberPrivacy = "keep" | "mask" | "drop";

export type ParkedState = "waiting" | "applied" | "rejected";

export type ProblemCode = "bad_request" | "malformed_json" | "invalid_payload" | "invalid_parameter" | "unauthorized" | "invalid_signature" | "forbidden" | "rate_limited" | "key_limit" | "call_not_found" | "queue_not_found" | "queue_exists" | "alert_not_found" | "not_found" | "method_not_allowed" | "not_acceptable" | "call_exists" | "callback_taken" | "callback_not_due" | "request_timeout" | "payload_too_large" | "unsupported_media_type" | "idempotency_key_reused" | "call_ended" | "illegal_transition" | "overloaded" | "unavailable" | "internal_error";

export type QueuesMet = "adopt" | "known";

export type Rule = "wait_sla_exceeded" | "rerouted" | "hold_limit_exceeded" | "short_call" | "short_abandon" | "reroute_required" | "stale_call" | "threshold_crossed";

export type RuleMeasure = "waiting" | "longest_wait" | "active" | "service_level" | "abandonment_rate" | "abandoned" | "asa" | "agents_available" | "agents_on_calls" | "agents_away" | "agents_logged_in" | "longest_pause";

export type RuleScope = "all" | "each" | "queue";

export type StatsWindow = "15m" | "30m" | "1h" | "today";

export type VisitOutcome = "answered" | "abandoned" | "transferred" | "overflowed" | "callback" | "voicemail" | "failed";

export type WebhookMessageState = "waiting" | "failed";

export type WebhookStatus = "off" | "working" | "failing" | "dropping";

export type WebhookType = "call.initiated" | "call.routed" | "call.answered" | "call.hold" | "call.resumed" | "call.retransfer" | "call.ended" | "call.flagged" | "alert.raised" | "alert.acknowledged" | "alert.cleared" | "alerts.acknowledged";
