package callboard.contracts;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One value of each record, with nothing left out.
final class Samples {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant ANSWER = Instant.parse("2026-11-20T09:00:42.125Z");
    private static final Instant END = Instant.parse("2026-11-20T09:05:00.000001Z");

    private static final String FROM = "+34 600 123 123";
    private static final String TO = "+34 910 555 000";
    private static final String NAME = "Núñez, Ana";
    private static final Map<String, String> ATTRIBUTES = Map.of("customer", "A-4711");

    private static final Flag FLAG = new Flag(Rule.WAIT_SLA_EXCEEDED, "Waited 42 s; the limit is 30 s");
    private static final EventMetadata METADATA = new EventMetadata(
            CallType.VIDEO,
            "legal_spanish",
            "agent-7",
            3.5,
            42.125,
            61.0,
            EndReason.COMPLETED,
            300.000001,
            "asked for a lawyer",
            "system",
            List.of(FLAG),
            List.of("agent-6", "agent-7"),
            FROM,
            TO,
            Direction.INBOUND,
            NAME,
            ATTRIBUTES);
    private static final CallEvent EVENT = new CallEvent(
            UUID.fromString("019a9f6e-0000-7000-8000-000000000001"),
            "call-1",
            EventType.ANSWERED,
            ANSWER,
            METADATA,
            3,
            "sender-3",
            ANSWER,
            ANSWER.plusMillis(12),
            List.of(new Problem.Issue("duration", "must be a number", "invalid_type")));
    private static final CallStatusUpdate UPDATE = new CallStatusUpdate(
            "call-1",
            CallStatus.ENDED,
            EventType.ENDED,
            END,
            METADATA,
            5,
            "019a9f6e-0000-7000-8000-000000000002",
            "legal_spanish",
            CallType.VIDEO,
            "agent-7",
            List.of(Rule.WAIT_SLA_EXCEEDED, Rule.HOLD_LIMIT_EXCEEDED),
            START,
            END,
            END,
            ANSWER,
            42.125,
            61.0,
            EndReason.COMPLETED,
            FROM,
            TO,
            Direction.INBOUND,
            NAME,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final Visit VISIT =
            new Visit(1, "legal_spanish", START, "agent-7", ANSWER, END, VisitOutcome.ANSWERED, 42.125, 196.875, 61.0);
    private static final Call CALL = new Call(
            "call-1",
            CallType.VIDEO,
            CallStatus.ENDED,
            "legal_spanish",
            START,
            END,
            "agent-7",
            END,
            ANSWER,
            42.125,
            61.0,
            EndReason.COMPLETED,
            List.of(Rule.WAIT_SLA_EXCEEDED, Rule.HOLD_LIMIT_EXCEEDED),
            5,
            FROM,
            TO,
            Direction.INBOUND,
            NAME,
            ATTRIBUTES,
            List.of(VISIT));
    private static final Call LISTED = CALL.with(null);
    private static final Problem.Issue ISSUE = new Problem.Issue("waitTime", "must be a number", "invalid_type");
    private static final Problem PROBLEM = new Problem(
            "about:blank",
            "Bad Request",
            400,
            "Invalid event payload",
            "Invalid event payload",
            ProblemCode.INVALID_PAYLOAD,
            "4bf92f3577b34da6a3ce929d0e0e4736",
            List.of(ISSUE));
    private static final QueueStats STATS = new QueueStats(
            "legal_spanish",
            2,
            1,
            0,
            START,
            40,
            36,
            30,
            3,
            1,
            0.77,
            12.5,
            210.25,
            0.05,
            40,
            0,
            0,
            1,
            0,
            0,
            0.8,
            2L,
            END);

    private static final OpenHours HOURS = new OpenHours(
            "Europe/Madrid",
            List.of("09:00-13:30", "15:00-24:00"),
            List.of("09:00-18:00"),
            List.of("09:00-18:00"),
            List.of("09:00-18:00"),
            List.of("09:00-18:00"),
            List.of("10:00-14:00"),
            List.of("10:00-10:30"));

    private static final ReportFigures FIGURES =
            new ReportFigures(40, 42, 36, 30, 3, 1, 0, 0, 1, 0, 0, 0.77, 12.5, 210.25, 0.05, 9.5, 18.0, 41.5, 0.8, 2L);
    private static final ReportRow REPORT_ROW = new ReportRow(START, END, "legal_spanish", FIGURES);
    private static final AgentReportRow AGENT_ROW =
            new AgentReportRow(START, END, "agent-7", "Legal", 30, 2, 1, 5_400.5, 180.25);
    private static final TeamReportRow TEAM_ROW =
            new TeamReportRow(START, END, "Legal", 4, 120, 8, 3, 21_600.5, 180.004);
    private static final ReportSpan REPORT_SPAN =
            new ReportSpan(START, END, FIGURES, List.of(REPORT_ROW), List.of(AGENT_ROW), List.of(TEAM_ROW));

    private static final String POP = "https://crm.example/search?phone={from}&call={callId}";
    private static final Change CHANGE = new Change(
            12, START, "ops", ChangeKind.QUEUE, "legal_spanish", Map.of("waitLimit", 30), Map.of("waitLimit", 20));
    private static final Crossing CROSSING =
            new Crossing("slow", RuleMeasure.SERVICE_LEVEL, StatsWindow.QUARTER, 0.95, 0.7, 300, 0.625);
    private static final Alert ALERT = new Alert(
            "call-1:wait_sla_exceeded:breach:1795165200000000",
            AlertLevel.BREACH,
            Rule.WAIT_SLA_EXCEEDED,
            "call-1",
            "legal_spanish",
            "agent-7",
            END,
            START,
            30,
            "Waiting for 30 s; the limit is 30 s",
            "Ana María",
            END.plusSeconds(9),
            END.plusSeconds(12),
            CROSSING);
    private static final RuleSettings RULE = new RuleSettings(
            RuleMeasure.SERVICE_LEVEL,
            StatsWindow.QUARTER,
            RuleScope.QUEUE,
            "legal_spanish",
            0.95,
            0.7,
            300,
            0.05,
            HOURS,
            true,
            AlertLevel.BREACH,
            true);
    private static final RuleStanding STANDING = new RuleStanding("legal_spanish", START, ALERT.id());
    private static final RuleFiring FIRING = new RuleFiring("legal_spanish", START, END);
    private static final RuleGap GAP = new RuleGap(START, END);
    private static final ApiKeyView KEY = new ApiKeyView(
            UUID.fromString("019a9f6e-0000-7000-8000-000000000004"),
            "pbx",
            KeyRole.INGEST,
            true,
            500,
            "ops",
            START,
            ANSWER,
            "ops",
            END,
            END,
            0.5);
    private static final ConnectRefusal.Cause CAUSE = new ConnectRefusal.Cause(ProblemCode.UNAUTHORIZED);

    private static final ReplayedSpan SPAN = new ReplayedSpan(
            EventType.ROUTED,
            START,
            ANSWER,
            CallStatus.WAITING,
            "legal_spanish",
            "agent-7",
            START,
            List.of("agent-6", "agent-7"),
            START,
            42.125,
            61.0,
            EndReason.COMPLETED,
            List.of(Rule.WAIT_SLA_EXCEEDED));
    private static final ReplayedCall REPLAYED = new ReplayedCall("call-1", CallType.VIDEO, START, List.of(SPAN));

    private static final ConnectionSettings.FreeSwitch FREESWITCH =
            new ConnectionSettings.FreeSwitch(true, QueuesMet.ADOPT, "fs.example.com", 8021, "ClueCon");
    private static final ConnectionSettings.Asterisk ASTERISK = new ConnectionSettings.Asterisk(
            true, QueuesMet.ADOPT, "pbx.example.com", 5039, true, "-----BEGIN CERTIFICATE-----", "callboard", "secret");
    private static final WebhookSettings WEBHOOK_SETTINGS = new WebhookSettings(
            "https://crm.example.com/calls",
            true,
            List.of(WebhookType.CALL_ENDED, WebhookType.ALERT_RAISED),
            List.of("legal_spanish"),
            "Tickets of lost calls");
    private static final WebhookState WEBHOOK_STATE =
            new WebhookState(WebhookStatus.FAILING, START, "Answered with 500", ANSWER, 12, END, 3, 0);
    private static final ChannelRoute CHANNEL_ROUTE = new ChannelRoute(
            List.of(AlertLevel.BREACH), List.of("wait_sla_exceeded"), List.of("legal_spanish"), HOURS, 5, 60, true);
    private static final ChannelSettings.Webhook CHANNEL = new ChannelSettings.Webhook(
            true, CHANNEL_ROUTE, "https://example.com/alerts", "{\"text\": \"{{title}}\"}", "Bearer secret");
    private static final ConnectionState CONNECTION_STATE = new ConnectionState(
            ConnectionStatus.FAILING,
            START,
            "pbx.example.com:5039 (TLS) can't be reached",
            ANSWER,
            END,
            0.5,
            9,
            5,
            3,
            2,
            1);

    private static final MappingCondition CONDITION =
            new MappingCondition("type", List.of("queued"), "que", true, "payload.type");
    private static final MappedEvent MAPPED =
            new MappedEvent("call_initiated", Map.of("queueId", "{payload.queue|payload.number}"));
    private static final MappingRule MAPPING_RULE = new MappingRule("queued", List.of(CONDITION), List.of(MAPPED));

    private static final Mapping MAPPING = new Mapping(
            "https://example.com/webhooks",
            "records",
            Map.of("type", "payload.type|type"),
            Map.of("ends", Map.of("hangup", "abandoned")),
            Map.of("eventId", "{id}"),
            List.of(MAPPING_RULE));

    private static final AgentTimes TIMES = new AgentTimes(21_600.5, 7_200, 3_600, 90.25, 9_000, 300, 1_410.25);

    private static final AgentView AGENT = new AgentView(
            "agent-7",
            AgentState.ON_CALL,
            START,
            "call-1",
            "legal_spanish",
            5,
            1,
            180.5,
            "Ana María",
            "Legal",
            List.of("legal_spanish", "legal_english"),
            "lunch",
            TIMES,
            0.6);

    private static final AgentEvent AGENT_EVENT = new AgentEvent(
            "agent-7",
            AgentEventType.STATE_CHANGED,
            START,
            "Ana María",
            "Legal",
            List.of("legal_spanish"),
            DeclaredState.UNAVAILABLE,
            "lunch",
            "sender-9",
            START,
            ANSWER);

    static final List<Record> ALL = List.of(
            ASTERISK,
            FREESWITCH,
            new ConnectionSettings.AsteriskQueueLog(
                    true, QueuesMet.ADOPT, "/var/log/asterisk/queue_log", "America/Bogota"),
            CONNECTION_STATE,
            new ConnectionView("pbx", ASTERISK, List.of("secret"), 2, "ops", START, CONNECTION_STATE),
            new ConnectionMessage(
                    START, MessageOutcome.UNKNOWN, "Event: Unheard", List.of("this kind of message is not known")),
            new ConnectionImport(
                    3,
                    ImportState.DONE,
                    END,
                    START,
                    "ops",
                    1_048_576,
                    1_048_576,
                    9000,
                    12_000,
                    40,
                    2,
                    1,
                    7,
                    310,
                    "Calls that began before 2025-11-01T00:00:00Z are not kept (callboard.retention.keep)"),
            WEBHOOK_SETTINGS,
            WEBHOOK_STATE,
            new WebhookView("crm", WEBHOOK_SETTINGS, 3, "ops", START, END, WEBHOOK_STATE, "whsec_c2VjcmV0"),
            new WebhookSecret("whsec_c2VjcmV0", END),
            new WebhookTrial(false, "500 Internal Server Error"),
            new WebhookMessage(
                    "msg_019a9f6e00007000800000000000000a",
                    WebhookType.CALL_ENDED,
                    "call-1",
                    WebhookMessageState.WAITING,
                    START,
                    2,
                    END,
                    "Answered with 500"),
            new WebhookAttempt(
                    "msg_019a9f6e00007000800000000000000a",
                    WebhookType.CALL_ENDED,
                    "call-1",
                    START,
                    0.125,
                    false,
                    500,
                    "Answered with 500",
                    "Try later"),
            new WebhookReplay(12),
            CHANNEL_ROUTE,
            CHANNEL,
            new ChannelSettings.Slack(true, CHANNEL_ROUTE, "https://hooks.example.com/services/T0/B0/secret"),
            new ChannelSettings.Teams(true, CHANNEL_ROUTE, "https://flows.example.com/workflows/7?sig=secret"),
            new ChannelSettings.Mail(true, CHANNEL_ROUTE, List.of("supervisors@example.com")),
            new ChannelView(
                    "night", CHANNEL, List.of("authorization"), 2, "ops", START, ANSWER, 1, "Answered with 429", END),
            new ChannelMessage(START, 25, 3, "Answered with 429"),
            new ConnectionTrial(false, "pbx.example.com:5039 (TLS) can't be reached"),
            new Ack(true, UPDATE, "too many rooms"),
            new ApiKeyRequest("pbx", KeyRole.INGEST, 500, true),
            KEY,
            new ApiKeyExpiry(END),
            new NewApiKey(KEY, "cb_secret", "whsec_c2VjcmV0"),
            new ConnectRefusal("Sign in", CAUSE),
            CAUSE,
            new BatchItem(1, 201, EVENT, PROBLEM, AGENT_EVENT),
            new BatchAnswer(1, 2, 3, List.of(new BatchItem(0, 201, EVENT, null))),
            CALL,
            VISIT,
            EVENT,
            new CallPage(List.of(LISTED), 21, true, 1, 20, 2, "bmV4dA"),
            UPDATE,
            METADATA,
            FLAG,
            new Health("ok", 12.5, START),
            PROBLEM,
            ISSUE,
            STATS,
            new QueueView(
                    "legal_spanish",
                    "Legal, Spanish",
                    3,
                    30,
                    15,
                    60,
                    10,
                    90,
                    20,
                    NumberPrivacy.MASK,
                    END,
                    "pbx",
                    15,
                    HOURS,
                    POP),
            new Resync("the connection to Redis was interrupted"),
            new StatsView(END, "15m", START, STATS, List.of(STATS)),
            new StatsPoint(START, 12, 10, 8, 1, 0, 0.9, 1L),
            HOURS,
            FIGURES,
            REPORT_ROW,
            AGENT_ROW,
            TEAM_ROW,
            REPORT_SPAN,
            new Report("Europe/Madrid", "1d", "queue", REPORT_SPAN, REPORT_SPAN),
            new StatsSeries("15m", "legal_spanish", List.of(new StatsPoint(START, 12, 10, 8, 1, 0, 0.9, 1L))),
            new ParkedEvent(
                    UUID.fromString("019a9f6e-0000-7000-8000-000000000003"),
                    "call-1",
                    EventType.HOLD,
                    ParkedState.REJECTED,
                    START,
                    ANSWER,
                    END,
                    "expired"),
            new ErasedCaller(2, 2, 1),
            new SystemView("1.0.0", START, "32", "32", 3, 0.25, 1, 2, START, START, "Europe/Madrid"),
            new KnownCaller(2),
            CHANGE,
            new ChangePage(List.of(CHANGE), "bmV4dA"),
            new Undelivered(7, "call-status-updates", "call-1", 3, "{}", "WRONGTYPE", END),
            new QueueSettings("Legal, Spanish", 30, 15, 60, 10, 90, 20, NumberPrivacy.MASK, 15, HOURS, POP),
            AGENT,
            AGENT_EVENT,
            TIMES,
            new AgentsUpdate(END, List.of(AGENT), List.of("agent-8")),
            new QueueAgents("legal_spanish", 4, 3, 2),
            SPAN,
            REPLAYED,
            new Replay(START, END, List.of(REPLAYED)),
            ALERT,
            CROSSING,
            RULE,
            STANDING,
            new RuleView("slow", RULE, 3, "ops", START, List.of(STANDING)),
            FIRING,
            GAP,
            new RulePreview(START, END, 4, List.of(FIRING), List.of(GAP)),
            new AlertPage(List.of(ALERT), 21, "bmV4dA"),
            new AlertAcknowledgement("Ana María"),
            new AlertAcknowledgements("Ana María", List.of(ALERT.id())),
            new AlertsAcknowledgement("Ana María", START, 5.2, List.of(ALERT.id())),
            new AcknowledgedAlerts(2_361),
            new AlertsAcknowledged("legal_spanish", "Ana María", START, 410),
            new CallbackClaimRequest("Ana María"),
            new CallbackClaim("call-1", "legal_spanish", "Ana María", START),
            MAPPING,
            new MappingTrial(MAPPING, List.of("{\"id\": 7}")),
            new MappedMessage("{\"id\": 7}", "queued", List.of("{\"event\": \"call_resumed\"}"), "none"),
            new ConnectionSettings.Twilio(
                    true, QueuesMet.ADOPT, "token", "https://callboard.example.com/api/connections/twilio/events"),
            new ConnectionSettings.Telnyx(true, QueuesMet.ADOPT, "6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw="),
            new ConnectionSettings.Vonage(true, QueuesMet.ADOPT, "secret", "legal_spanish"),
            new ConnectionSettings.AmazonConnect(true, QueuesMet.ADOPT, "secret"),
            new ConnectionSettings.CloudEvents(true, QueuesMet.ADOPT, "whsec_c2VjcmV0", MAPPING),
            new ConnectionSettings.Json(true, QueuesMet.ADOPT, "secret", MAPPING),
            MAPPING_RULE,
            CONDITION,
            MAPPED,
            new CallEventRequest.Initiated(
                    "call-1",
                    CallType.VIDEO,
                    "legal_spanish",
                    "sender-1",
                    START,
                    FROM,
                    TO,
                    Direction.INBOUND,
                    NAME,
                    ATTRIBUTES),
            new CallEventRequest.Routed("call-1", "agent-7", 3.5, "sender-2", START, List.of("agent-6", "agent-7")),
            new CallEventRequest.Answered("call-1", 42.125, "sender-3", ANSWER, "agent-7"),
            new CallEventRequest.Hold("call-1", 61.0, "sender-4", ANSWER),
            new CallEventRequest.Resumed("call-1", "sender-5", ANSWER),
            new CallEventRequest.Retransfer("call-1", "agent-8", "legal_english", "wrong language", "sender-6", ANSWER),
            new CallEventRequest.Ended("call-1", EndReason.COMPLETED, 300.0, "sender-7", END),
            new AgentEventRequest.SignedIn(
                    "agent-7", "Ana María", "Legal", List.of("legal_spanish", "legal_english"), "sender-8", START),
            new AgentEventRequest.StateChanged("agent-7", DeclaredState.UNAVAILABLE, "lunch", "sender-9", ANSWER),
            new AgentEventRequest.SignedOut("agent-7", "sender-10", END));

    private Samples() {}

    /// The same value without anything that may be left out.
    static Record sparse(Record full) throws ReflectiveOperationException {
        RecordComponent[] components = full.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] =
                    optional(components[i]) ? null : components[i].getAccessor().invoke(full);
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (Record) full.getClass().getDeclaredConstructor(types).newInstance(values);
    }

    static boolean optional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.isAnnotationPresent(Given.class);
    }
}
