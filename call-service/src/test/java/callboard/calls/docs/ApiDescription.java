package callboard.calls.docs;

import static callboard.calls.docs.Operation.ADMINISTRATOR;
import static callboard.calls.docs.Operation.SENDER;
import static callboard.calls.docs.Operation.anyOf;
import static callboard.calls.docs.Operation.choice;
import static callboard.calls.docs.Operation.delete;
import static callboard.calls.docs.Operation.get;
import static callboard.calls.docs.Operation.instant;
import static callboard.calls.docs.Operation.listOf;
import static callboard.calls.docs.Operation.number;
import static callboard.calls.docs.Operation.post;
import static callboard.calls.docs.Operation.put;
import static callboard.calls.docs.Operation.schema;
import static callboard.calls.docs.Operation.text;
import static callboard.contracts.ProblemCode.*;
import static java.util.Map.entry;

import callboard.contracts.AcknowledgedAlerts;
import callboard.contracts.AgentEvent;
import callboard.contracts.AgentView;
import callboard.contracts.Alert;
import callboard.contracts.AlertAcknowledgement;
import callboard.contracts.AlertAcknowledgements;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertPage;
import callboard.contracts.AlertState;
import callboard.contracts.AlertsAcknowledgement;
import callboard.contracts.ApiKeyExpiry;
import callboard.contracts.ApiKeyRequest;
import callboard.contracts.ApiKeyView;
import callboard.contracts.BatchAnswer;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallPage;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.CallbackClaim;
import callboard.contracts.CallbackClaimRequest;
import callboard.contracts.ChangeKind;
import callboard.contracts.ChangePage;
import callboard.contracts.ChannelMessage;
import callboard.contracts.ChannelSettings;
import callboard.contracts.ChannelView;
import callboard.contracts.ConnectionImport;
import callboard.contracts.ConnectionMessage;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.ConnectionView;
import callboard.contracts.EndReason;
import callboard.contracts.ErasedCaller;
import callboard.contracts.Health;
import callboard.contracts.KnownCaller;
import callboard.contracts.MappedMessage;
import callboard.contracts.MappingTrial;
import callboard.contracts.NewApiKey;
import callboard.contracts.ParkedEvent;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.QueueAgents;
import callboard.contracts.QueueSettings;
import callboard.contracts.QueueView;
import callboard.contracts.Replay;
import callboard.contracts.Report;
import callboard.contracts.Rule;
import callboard.contracts.RulePreview;
import callboard.contracts.RuleSettings;
import callboard.contracts.RuleView;
import callboard.contracts.SenderEvent;
import callboard.contracts.StatsSeries;
import callboard.contracts.StatsView;
import callboard.contracts.SystemView;
import callboard.contracts.Undelivered;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What each handler takes and answers. A handler that is missing here fails `OpenApiTest`.
final class ApiDescription {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String NDJSON = "application/x-ndjson";

    /// What people are told with each code: the examples.
    static final Map<ProblemCode, String> SAYS = Map.ofEntries(
            entry(MALFORMED_JSON, "The body is not JSON"),
            entry(INVALID_PAYLOAD, "Invalid event payload"),
            entry(INVALID_PARAMETER, "Invalid query parameters"),
            entry(UNAUTHORIZED, "Send your API key in the header X-API-Key"),
            entry(FORBIDDEN, "This API key is not for that"),
            entry(CALL_NOT_FOUND, "This call is not known"),
            entry(ALERT_NOT_FOUND, "This alert is not known, or no longer kept"),
            entry(QUEUE_NOT_FOUND, "There is no such queue, or it is retired"),
            entry(NOT_FOUND, "There is nothing undelivered under this id"),
            entry(CALL_EXISTS, "This call began with another type or queue"),
            entry(CALLBACK_TAKEN, "Ana María calls back already, and said so at 2026-01-31T12:00:00Z"),
            entry(CALLBACK_NOT_DUE, "The caller of this call is not to be called back"),
            entry(REQUEST_TIMEOUT, "The body took too long to arrive; send it again"),
            entry(PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB"),
            entry(UNSUPPORTED_MEDIA_TYPE, "The body must be JSON: send Content-Type: application/json"),
            entry(IDEMPOTENCY_KEY_REUSED, "This event id was used on this call for something else"),
            entry(CALL_ENDED, "The call has ended"),
            entry(ILLEGAL_TRANSITION, "call_hold is not possible while the call is waiting"),
            entry(INVALID_SIGNATURE, "The signature is not that of this request"),
            entry(RATE_LIMITED, "More than 20,000 events a second from this sender; send it again in 1 s"),
            entry(KEY_LIMIT, "Two ingest keys named pbx are alive: revoke one first"),
            entry(OVERLOADED, "Too many events are waiting; send the event again"),
            entry(UNAVAILABLE, "The database can't be reached; try again soon"));

    static final Map<ProblemCode, List<Issue>> ISSUES = Map.of(
            INVALID_PAYLOAD, List.of(new Issue("queueId", "must not be null", "required")),
            INVALID_PARAMETER, List.of(new Issue("limit", "must be a whole number from 1 to 100", "invalid_value")));

    private static final String ORDER = "What calls are sorted by; the highest first after a `-`";
    private static final String[] ORDERS = {
        "startTime",
        "-startTime",
        "waitTime",
        "-waitTime",
        "waited",
        "-waited",
        "duration",
        "-duration",
        "statusSince",
        "-statusSince",
        "id",
        "-id"
    };

    private ApiDescription() {}

    /// @param schemas the records', with their examples
    static List<Operation> operations(JsonNode schemas) {
        return Stream.of(
                        events(schemas),
                        reads(),
                        alerts(),
                        callbacks(),
                        queues(),
                        operators(),
                        connections(),
                        WebhookOperations.all(),
                        channels(),
                        rules(),
                        service())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operation> events(JsonNode schemas) {
        var one = post(
                        "/api/events",
                        "Events",
                        "sendEvent",
                        "Tells what happened to a call, or to an agent. It is answered after its commit; told twice, it is stored once.")
                .key(SENDER)
                .header(
                        "Idempotency-Key",
                        "The sender's own id of the event, where its body has no `eventId`. Also read: `I-Twilio-Idempotency-Token`, `webhook-id`; of a signed event `webhook-id` alone")
                .header("webhook-id", "With a signature: the event's id")
                .header("webhook-timestamp", "With a signature: when it was signed, in Unix seconds")
                .header("webhook-signature", "`v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`")
                .header(
                        "Prefer",
                        "`respond-async`: an event that comes too early is parked (202) instead of refused (404, 422)")
                .header("traceparent", "W3C trace context; it goes on to Redis and the browsers")
                .takes(JSON, schema(SenderEvent.class))
                .answers(201, "Stored", anyOf(CallEvent.class, AgentEvent.class))
                .answers(
                        200,
                        "A repeat of an event that had been stored before",
                        anyOf(CallEvent.class, AgentEvent.class),
                        "Idempotent-Replayed")
                .answers(
                        202,
                        "Too early, and parked until its turn comes",
                        schema(ParkedEvent.class),
                        "Preference-Applied")
                .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD)
                .refuses(401, UNAUTHORIZED, INVALID_SIGNATURE)
                .refuses(404, CALL_NOT_FOUND)
                .refuses(408, REQUEST_TIMEOUT)
                .refuses(409, CALL_EXISTS)
                .refuses(413, PAYLOAD_TOO_LARGE)
                .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                .refuses(422, ILLEGAL_TRANSITION, ProblemCode.CALL_ENDED, IDEMPOTENCY_KEY_REUSED)
                .refuses(429, RATE_LIMITED)
                .refuses(503, UNAVAILABLE, OVERLOADED);
        var batch = post(
                        "/api/events/batch",
                        "Events",
                        "sendEvents",
                        "Tells up to 1,000 events at once, each answered by its own result. A call's events are taken in the order they stand in; those that say when they happened take their place in time.")
                .key(SENDER)
                .header("traceparent", "W3C trace context; it goes on to Redis and the browsers")
                .takes(JSON, listOf(SenderEvent.class))
                .takes(NDJSON, text().put("description", "One event a line"))
                .answers(200, "What became of each", schema(BatchAnswer.class))
                .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD)
                .refuses(401, UNAUTHORIZED, INVALID_SIGNATURE)
                .refuses(429, RATE_LIMITED)
                .refuses(408, REQUEST_TIMEOUT)
                .refuses(413, PAYLOAD_TOO_LARGE)
                .refuses(415, UNSUPPORTED_MEDIA_TYPE);
        var all = JsonMapper.shared().createArrayNode();
        schemas.propertyStream()
                .filter(type -> type.getKey().matches("(Call|Agent)EventRequest\\..*"))
                .forEach(type -> {
                    var sample = type.getValue().get("examples").get(0);
                    all.add(sample);
                    one.example(JSON, sample.get("event").asString(), sample);
                });
        batch.example(JSON, "a call", all);
        return List.of(one, batch);
    }

    private static Operation export(String path, String id, String what, String line) {
        return printed(filtered(get(path, "Calls", id, what + ", as CSV. docs/viewing.md has the columns."))
                        .query(
                                "zone",
                                "For people: local times of this zone, such as `Europe/Madrid`, which spreadsheets take for times",
                                text()))
                .answers(200, "A line of names, then one for each " + line, "text/csv", text())
                .refuses(400, INVALID_PARAMETER)
                .refuses(429, OVERLOADED)
                .refuses(503, UNAVAILABLE);
    }

    private static Operation printed(Operation operation) {
        return operation
                .query("separator", "Between cells", choice("comma", "comma", "semicolon"))
                .query("decimal", "In numbers of seconds", choice("point", "point", "comma"))
                .query(
                        "language",
                        "For people: words instead of codes, and names of queues beside their ids",
                        choice(null, "en", "es"))
                .query(
                        "raw",
                        "Cells as they are, for programs: spreadsheets may calculate some",
                        choice("false", "true", "false"));
    }

    private static List<Operation> reads() {
        return List.of(
                filtered(get("/api/calls", "Calls", "listCalls", "Calls, newest first."))
                        .query("page", "From 1; `cursor` goes deeper for less", number(1, Integer.MAX_VALUE))
                        .query("limit", "Calls a page", number(20, 100))
                        .query("cursor", "The `nextCursor` of an earlier page", text())
                        .answers(200, "A page of calls", schema(CallPage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                export("/api/calls.csv", "exportCalls", "All calls that a filter finds", "call"),
                export(
                        "/api/visits.csv",
                        "exportVisits",
                        "The visits to queues of all calls that a filter finds",
                        "visit"),
                get("/api/calls/{id}", "Calls", "readCall", "One call as it stands now.")
                        .viewers()
                        .inPath("id", "The call's id", text())
                        .answers(200, "The call", schema(Call.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, CALL_NOT_FOUND)
                        .refuses(503, UNAVAILABLE),
                get("/api/calls/{id}/events", "Calls", "readHistory", "A call's history, in the order of time.")
                        .viewers()
                        .inPath("id", "The call's id", text())
                        .answers(200, "Its events", listOf(CallEvent.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, CALL_NOT_FOUND)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/agents",
                                "Statistics",
                                "listAgents",
                                "Agents, by id. Those who are signed in, were so today, have a call now or had one today.")
                        .viewers()
                        .answers(200, "The agents", listOf(AgentView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/agents/queues",
                                "Statistics",
                                "countAgents",
                                "How many agents of each queue are available, on calls and away, by the queue's id. Queues without any are left out.")
                        .viewers()
                        .answers(200, "Their numbers", listOf(QueueAgents.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/replay",
                                "Calls",
                                "readReplay",
                                "How every call stood at every moment of an hour. It is told by all that is known now, in the order of time: events that came late are in their place.")
                        .viewers()
                        .needs("from", "Where it begins", instant())
                        .needs("to", "Where it ends: an hour later at most", instant())
                        .answers(200, "The calls that lived then", schema(Replay.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(429, OVERLOADED)
                        .refuses(503, UNAVAILABLE),
                statistics(
                        get(
                                "/api/stats",
                                "Statistics",
                                "readStats",
                                "The call centre now and over a window. docs/statistics.md has each formula."),
                        StatsView.class),
                statistics(
                                get("/api/stats/series", "Statistics", "readSeries", "The window, minute by minute."),
                                StatsSeries.class)
                        .query(
                                "daysBefore",
                                "The window that was so many days ago, at this time of day (1 to 400)",
                                number(400)),
                report(
                                "/api/reports",
                                "readReport",
                                "Any span that is kept, interval by interval, beside the span before it. docs/statistics.md has each formula.")
                        .answers(200, "The figures", schema(Report.class)),
                printed(report("/api/reports.csv", "exportReport", "The rows of a report's span, as CSV."))
                        .answers(200, "A line of names, then one for each row", "text/csv", text()),
                report(
                                "/api/reports.xlsx",
                                "exportReportSheet",
                                "The rows of a report's span, as a sheet of a workbook.")
                        .answers(
                                200,
                                "A line of names, then one for each row; times of the report's zone",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                text()));
    }

    private static Operation report(String path, String id, String what) {
        return get(path, "Statistics", id, what)
                .viewers()
                .needs("from", "Where it begins: a whole quarter of an hour", instant())
                .needs("to", "Where it ends, a quarter of an hour, too: 401 days later at most", instant())
                .query(
                        "interval",
                        "How finely it is parted, into 1,500 at most; weeks begin on Monday",
                        choice("1d", "15m", "30m", "1h", "1d", "1w", "1mo", "all"))
                .query(
                        "by",
                        "What else it is parted by; agents and their teams by whole days of the call centre, or of others 31 at most",
                        choice("none", "none", "queue", "team", "agent"))
                .query("queueId", "That queue alone", text(CallEventRequest.TEXT))
                .query("team", "With `by=agent`, the agents of that team alone", text(CallEventRequest.TEXT))
                .query("zone", "Whose days and hours, such as `Europe/Madrid`; the call centre's by default", text())
                .refuses(400, INVALID_PARAMETER)
                .refuses(503, UNAVAILABLE);
    }

    private static final String PART = "%s; `from` and `to` are when";

    private static Operation filtered(Operation operation) {
        return operation
                .viewers()
                .words("status", "Any of these", CallStatus.class)
                .words("type", "Any of these", CallType.class)
                .words("flag", "Broke any of these rules", Rule.class)
                .words("endReason", "Ended for any of these reasons", EndReason.class)
                .query("answered", "Whether anybody has ever answered them", choice(null, "true", "false"))
                .query(
                        "answeredWithin",
                        "Answered: whether that counts for the service level",
                        choice(null, "true", "false"))
                .query(
                        "queueId",
                        "In any of these queues; repeated, since ids may hold commas",
                        listOf(text(CallEventRequest.TEXT), 100))
                .query("agentId", "Offered to or talking with this agent", text(CallEventRequest.TEXT))
                .query(
                        "handledBy",
                        PART.formatted("This agent had answered them and they left"),
                        text(CallEventRequest.TEXT))
                .query(
                        "missedBy",
                        PART.formatted("Rang for this agent and went elsewhere"),
                        text(CallEventRequest.TEXT))
                .query("hungUpOn", PART.formatted("Ended while they rang for this agent"), text(CallEventRequest.TEXT))
                .query("handledByTeam", "As `handledBy`, of any agent in this team now", text(CallEventRequest.TEXT))
                .query("missedByTeam", "As `missedBy`, of any agent in this team now", text(CallEventRequest.TEXT))
                .query("hungUpOnTeam", "As `hungUpOn`, of any agent in this team now", text(CallEventRequest.TEXT))
                .query("visited", """
                        Were in this queue at any time; `from`, `to`, `answered`, `answeredWithin` and `endReason` are of that \
                        visit""", text(CallEventRequest.TEXT))
                .query("q", """
                        Beginning of the call's or the agent's id; anywhere in it, from 3 characters on, for live calls and \
                        the newest 10,000 ended ones; beginning or end of a number""", text(CallEventRequest.TEXT))
                .query("from", "Began at or after", instant())
                .query("to", "Began before", instant())
                .query("sort", ORDER, choice("-startTime", ORDERS));
    }

    private static Operation statistics(Operation operation, Class<?> answer) {
        return operation
                .viewers()
                .query(
                        "window",
                        "Whole minutes up to now, the current one included",
                        choice("15m", "15m", "30m", "1h", "today"))
                .query("queueId", "That queue alone", text(CallEventRequest.TEXT))
                .answers(200, "The numbers", schema(answer))
                .refuses(400, INVALID_PARAMETER)
                .refuses(503, UNAVAILABLE);
    }

    private static List<Operation> alerts() {
        return List.of(
                get("/api/alerts", "Alerts", "listAlerts", "What is or was near a limit, or beyond it, newest first.")
                        .viewers()
                        .words("state", "Whether somebody has acknowledged it", AlertState.class)
                        .words("level", "Any of these", AlertLevel.class)
                        .words("rule", "Of any of these rules", Rule.class)
                        .query("queueId", "In this queue", text(CallEventRequest.TEXT))
                        .query("callId", "Of this call", text(CallEventRequest.TEXT))
                        .query("limit", "Alerts a page", number(50, 200))
                        .query("cursor", "The `nextCursor` of an earlier page", text())
                        .answers(200, "A page of alerts", schema(AlertPage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                byHand(post(
                                "/api/alerts/{id}/acknowledge",
                                "Alerts",
                                "acknowledgeAlert",
                                "Takes notice of an alert, for everybody. Who is first is remembered."))
                        .inPath("id", "The alert's id", text(Alert.ID))
                        .takes(JSON, schema(AlertAcknowledgement.class))
                        .answers(200, "The alert as it stands now", schema(Alert.class))
                        .refuses(404, ALERT_NOT_FOUND),
                byHand(post(
                                "/api/alerts/acknowledge",
                                "Alerts",
                                "acknowledgeAlerts",
                                "Takes notice of several alerts at once. Those that are not known are left out."))
                        .takes(JSON, schema(AlertAcknowledgements.class))
                        .answers(200, "The alerts as they stand now, newest first", listOf(Alert.class)),
                byHand(
                                post(
                                        "/api/alerts/acknowledge-matching",
                                        "Alerts",
                                        "acknowledgeMatchingAlerts",
                                        "Takes notice of all open alerts that match, but for those that came after what was seen."))
                        .words("level", "Any of these", AlertLevel.class)
                        .words("rule", "Of any of these rules", Rule.class)
                        .query("queueId", "In this queue", text(CallEventRequest.TEXT))
                        .query("callId", "Of this call", text(CallEventRequest.TEXT))
                        .takes(JSON, schema(AlertsAcknowledgement.class))
                        .answers(200, "How many nobody had acknowledged before", schema(AcknowledgedAlerts.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER));
    }

    private static List<Operation> callbacks() {
        return List.of(
                get(
                                "/api/callbacks",
                                "Callbacks",
                                "listCallbacks",
                                "Lost calls whose callers somebody has said that they will call back, the latest 1,000 claims first. One whose caller was talked with since is over.")
                        .viewers()
                        .answers(200, "Who calls back", listOf(CallbackClaim.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                byHand(
                                put(
                                        "/api/callbacks/{callId}",
                                        "Callbacks",
                                        "claimCallback",
                                        "Says who calls the caller of a lost call back, for everybody. The first has it; who says it again has it still."))
                        .inPath("callId", "The lost call's id", text(CallEventRequest.ID))
                        .takes(JSON, schema(CallbackClaimRequest.class))
                        .answers(200, "The claim", schema(CallbackClaim.class))
                        .refuses(404, CALL_NOT_FOUND)
                        .refuses(409, CALLBACK_TAKEN, CALLBACK_NOT_DUE),
                delete(
                                "/api/callbacks/{callId}",
                                "Callbacks",
                                "releaseCallback",
                                "Gives up a claim, whoever made it. Without one, nothing changes.")
                        .viewers()
                        .inPath("callId", "The lost call's id", text(CallEventRequest.ID))
                        .answersNothing(204, "Nobody has said that they call back")
                        .refuses(404, CALL_NOT_FOUND)
                        .refuses(503, UNAVAILABLE));
    }

    private static Operation byHand(Operation operation) {
        return operation
                .viewers()
                .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD)
                .refuses(408, REQUEST_TIMEOUT)
                .refuses(413, PAYLOAD_TOO_LARGE)
                .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                .refuses(503, UNAVAILABLE);
    }

    private static List<Operation> queues() {
        return List.of(
                get("/api/queues", "Queues", "listQueues", "The queues that take calls, by id.")
                        .viewers()
                        .query(
                                "retired",
                                "With those that took calls once, which have `retiredAt`",
                                choice("false", "true", "false"))
                        .answers(200, "The queues", listOf(QueueView.class))
                        .refuses(400, INVALID_PARAMETER),
                get("/api/queues/{id}", "Queues", "readQueue", "One of them.")
                        .viewers()
                        .inPath("id", "The queue's id", text(CallEventRequest.ID))
                        .answers(200, "The queue", schema(QueueView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, QUEUE_NOT_FOUND)
                        .refuses(503, UNAVAILABLE),
                put(
                                "/api/queues/{id}",
                                "Queues",
                                "putQueue",
                                "Makes a queue or changes it. A change holds for calls that begin from then on.")
                        .key(ADMINISTRATOR)
                        .inPath("id", "The queue's id", text(CallEventRequest.ID))
                        .takes(JSON, schema(QueueSettings.class))
                        .answers(201, "Made", schema(QueueView.class))
                        .answers(200, "Changed", schema(QueueView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                        .refuses(503, UNAVAILABLE),
                delete(
                                "/api/queues/{id}",
                                "Queues",
                                "retireQueue",
                                "Retires a queue. Its calls go on, new ones are refused.")
                        .key(ADMINISTRATOR)
                        .inPath("id", "The queue's id", text(CallEventRequest.TEXT))
                        .answers(200, "Retired", schema(QueueView.class))
                        .refuses(404, QUEUE_NOT_FOUND)
                        .refuses(503, UNAVAILABLE));
    }

    private static List<Operation> operators() {
        return List.of(
                get(
                                "/api/ops/parked",
                                "Operators",
                                "listParked",
                                "What came too early, newest first. A thousand at most.")
                        .key(ADMINISTRATOR)
                        .query("state", "What became of it", choice("waiting", "waiting", "applied", "rejected"))
                        .answers(200, "Parked events", listOf(ParkedEvent.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/ops/system",
                                "Operators",
                                "readSystem",
                                "The version, what the database has, what waits, and the clocks.")
                        .key(ADMINISTRATOR)
                        .answers(200, "Of the replica that answers", schema(SystemView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/ops/changes",
                                "Operators",
                                "listChanges",
                                "What administrators have changed, newest first. Never a secret.")
                        .key(ADMINISTRATOR)
                        .words("kind", "Any of these", ChangeKind.class)
                        .query("name", "Of what has this name", text(CallEventRequest.TEXT))
                        .query("limit", "Changes a page", number(50, 200))
                        .query("cursor", "The `nextCursor` of an earlier page", text())
                        .answers(200, "A page of changes", schema(ChangePage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/ops/undelivered",
                                "Operators",
                                "listUndelivered",
                                "What Redis would not take, oldest first. A thousand at most.")
                        .key(ADMINISTRATOR)
                        .answers(200, "Messages that were set aside", listOf(Undelivered.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/ops/keys",
                                "Operators",
                                "listKeys",
                                "API keys. Those of the configuration first; never a secret.")
                        .key(ADMINISTRATOR)
                        .answers(200, "The keys", listOf(ApiKeyView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                post("/api/ops/keys", "Operators", "makeKey", "Makes an API key. Its secret is told this once.")
                        .key(ADMINISTRATOR)
                        .takes(JSON, schema(ApiKeyRequest.class))
                        .answers(201, "The key and its secrets", schema(NewApiKey.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD)
                        .refuses(409, KEY_LIMIT)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                        .refuses(503, UNAVAILABLE),
                put(
                                "/api/ops/keys/{id}/expiry",
                                "Operators",
                                "expireKey",
                                "Says until when an API key is good, or that it is good until it is revoked.")
                        .key(ADMINISTRATOR)
                        .inPath("id", "As listed", text().put("format", "uuid"))
                        .takes(JSON, schema(ApiKeyExpiry.class))
                        .answers(200, "The key as it is then", schema(ApiKeyView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                        .refuses(503, UNAVAILABLE),
                delete("/api/ops/keys/{id}", "Operators", "revokeKey", "Revokes an API key for good.")
                        .key(ADMINISTRATOR)
                        .inPath("id", "As listed", text().put("format", "uuid"))
                        .answers(200, "The key as it was", schema(ApiKeyView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND)
                        .refuses(503, UNAVAILABLE),
                get(
                                "/api/ops/callers/{number}",
                                "Operators",
                                "findCaller",
                                "How many calls a number is in, which erasing it would find.")
                        .key(ADMINISTRATOR)
                        .inPath(
                                "number",
                                "The number; blanks and signs between its digits make no difference",
                                text(CallEventRequest.TEXT))
                        .answers(200, "What is known of it", schema(KnownCaller.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                delete(
                                "/api/ops/callers/{number}",
                                "Operators",
                                "eraseCaller",
                                "Erases a number, and the name and attributes that came with it. The calls stay.")
                        .key(ADMINISTRATOR)
                        .inPath(
                                "number",
                                "The number; blanks and signs between its digits make no difference",
                                text(CallEventRequest.TEXT))
                        .answers(200, "What was erased", schema(ErasedCaller.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                undelivered(
                        post("/api/ops/undelivered/{id}/replay", "Operators", "replayUndelivered", "Sends one again."),
                        "It waits to be sent"),
                undelivered(
                        delete(
                                "/api/ops/undelivered/{id}",
                                "Operators",
                                "dropUndelivered",
                                "Drops one for good. The call's history keeps its event."),
                        "Dropped"));
    }

    private static List<Operation> connections() {
        var settings = schema(ConnectionSettings.class);
        return List.of(
                post(
                                "/api/connections/{name}/events",
                                "Connections",
                                "postMessages",
                                "What a telephony system posts, in its own words. No API key: each kind of connection proves itself by its signature or its token. What becomes of each message is counted; a repeat changes nothing.")
                        .inPath("name", "What the connection is called", text(ConnectionSettings.NAME))
                        .takes(JSON, JsonMapper.shared().createObjectNode())
                        .answersNothing(
                                204, "It is certain what became of all; Telnyx and Vonage are answered with 200")
                        .refuses(400, MALFORMED_JSON)
                        .refuses(401, INVALID_SIGNATURE)
                        .refuses(404, NOT_FOUND)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                        .refuses(429, RATE_LIMITED)
                        .refuses(503, UNAVAILABLE),
                get("/api/ops/connections", "Connections", "listConnections", "The connections, by name.")
                        .key(ADMINISTRATOR)
                        .answers(200, "The connections", listOf(ConnectionView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                connection(get("/api/ops/connections/{name}", "Connections", "getConnection", "One of them."))
                        .answers(200, "The connection", schema(ConnectionView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                connection(
                                put(
                                        "/api/ops/connections/{name}",
                                        "Connections",
                                        "putConnection",
                                        "Makes a connection, or changes it. A secret that is absent stays as it is; no answer has any."))
                        .takes(JSON, settings)
                        .answers(201, "Made", schema(ConnectionView.class))
                        .answers(200, "Changed", schema(ConnectionView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                connection(delete(
                                "/api/ops/connections/{name}",
                                "Connections",
                                "deleteConnection",
                                "Hangs up for good. The calls stay."))
                        .answers(200, "The connection as it was", schema(ConnectionView.class))
                        .refuses(404, NOT_FOUND),
                connection(
                                post(
                                        "/api/ops/connections/{name}/test",
                                        "Connections",
                                        "testConnection",
                                        "Whether it would work. Nothing is kept; secrets that are absent are those that are stored."))
                        .takes(JSON, settings)
                        .answers(200, "Whether it would", schema(ConnectionTrial.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                connection(
                                post(
                                        "/api/ops/connections/{name}/preview",
                                        "Connections",
                                        "previewMapping",
                                        "What a mapping makes of messages, or of the last that were posted. Nothing is stored."))
                        .takes(JSON, schema(MappingTrial.class))
                        .answers(200, "What it makes of each", listOf(MappedMessage.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                connection(get(
                                "/api/ops/connections/{name}/messages",
                                "Connections",
                                "listConnectionMessages",
                                "Its last messages that were not simply taken. The newest first, at most 50."))
                        .answers(200, "The messages", listOf(ConnectionMessage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                connection(
                                post(
                                        "/api/ops/connections/{name}/imports",
                                        "Connections",
                                        "importLog",
                                        "Uploads a log of the past to a connection of the kind `asterisk-queue-log`, plain or gzip. It is read in the background; repeated it changes nothing."))
                        .takes(
                                MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                JsonMapper.shared().createObjectNode())
                        .answers(202, "Taken, to be read", schema(ConnectionImport.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE),
                connection(
                                get(
                                        "/api/ops/connections/{name}/imports",
                                        "Connections",
                                        "listImports",
                                        "The logs that were uploaded, and what became of each so far. The newest first, at most 20."))
                        .answers(200, "The imports", listOf(ConnectionImport.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND));
    }

    private static List<Operation> rules() {
        var settings = schema(RuleSettings.class);
        return List.of(
                get("/api/ops/rules", "Rules", "listRules", "The rules on numbers, by name.")
                        .key(ADMINISTRATOR)
                        .answers(200, "The rules", listOf(RuleView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                rule(get("/api/ops/rules/{name}", "Rules", "getRule", "One of them."))
                        .answers(200, "The rule", schema(RuleView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                rule(put(
                                "/api/ops/rules/{name}",
                                "Rules",
                                "putRule",
                                "Makes a rule, or changes it. An alert of what it was clears."))
                        .takes(JSON, settings)
                        .answers(201, "Made", schema(RuleView.class))
                        .answers(200, "Changed", schema(RuleView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                rule(delete("/api/ops/rules/{name}", "Rules", "deleteRule", "Removes a rule. Its alert clears."))
                        .answers(200, "The rule as it was", schema(RuleView.class))
                        .refuses(404, NOT_FOUND),
                post(
                                "/api/ops/rules/preview",
                                "Rules",
                                "previewRule",
                                "How often a rule would have raised an alert in the last week. Nothing is kept.")
                        .key(ADMINISTRATOR)
                        .takes(JSON, settings)
                        .answers(200, "When it would have", schema(RulePreview.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE)
                        .refuses(503, UNAVAILABLE));
    }

    private static Operation rule(Operation operation) {
        return operation
                .key(ADMINISTRATOR)
                .inPath("name", "What it is called", text(RuleSettings.NAME))
                .refuses(503, UNAVAILABLE);
    }

    private static List<Operation> channels() {
        var settings = schema(ChannelSettings.class);
        return List.of(
                get("/api/ops/channels", "Channels", "listChannels", "The channels, by name, and how each is doing.")
                        .key(ADMINISTRATOR)
                        .answers(200, "The channels", listOf(ChannelView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                connection(get("/api/ops/channels/{name}", "Channels", "getChannel", "One of them."))
                        .answers(200, "The channel", schema(ChannelView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                connection(
                                put(
                                        "/api/ops/channels/{name}",
                                        "Channels",
                                        "putChannel",
                                        "Makes a channel, which tells what is raised from then on, or changes it. A secret that is absent stays as it is; no answer has any."))
                        .takes(JSON, settings)
                        .answers(201, "Made", schema(ChannelView.class))
                        .answers(200, "Changed", schema(ChannelView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                connection(delete("/api/ops/channels/{name}", "Channels", "deleteChannel", "It tells nothing more."))
                        .answers(200, "The channel as it was", schema(ChannelView.class))
                        .refuses(404, NOT_FOUND),
                connection(
                                post(
                                        "/api/ops/channels/{name}/test",
                                        "Channels",
                                        "testChannel",
                                        "Sends a message that says it is a test. Nothing is kept; secrets that are absent are those that are stored."))
                        .takes(JSON, settings)
                        .answers(200, "Whether it was taken", schema(ConnectionTrial.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                connection(get(
                                "/api/ops/channels/{name}/messages",
                                "Channels",
                                "listChannelMessages",
                                "Its last messages, and why any was not taken. The newest first, at most 200."))
                        .answers(200, "The messages", listOf(ChannelMessage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                byToken(get(
                                "/api/acknowledge/{token}",
                                "Channels",
                                "showTold",
                                "A page for people: what a channel's message told, and who has taken it."))
                        .refuses(400, INVALID_PARAMETER),
                byToken(post(
                                "/api/acknowledge/{token}",
                                "Channels",
                                "takeTold",
                                "Acknowledges all that the message told, in the name of who asks for it."))
                        .takes(
                                MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                                JsonMapper.shared().createObjectNode().put("type", "object"))
                        .refuses(400, INVALID_PARAMETER, MALFORMED_JSON)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE));
    }

    private static Operation byToken(Operation operation) {
        return operation
                .inPath("token", "Of the message's link", text())
                .answers(200, "The page", "text/html", text())
                .answers(404, "A page that says that the link is not known, or no longer", "text/html", text())
                .refuses(503, UNAVAILABLE);
    }

    private static Operation connection(Operation operation) {
        return operation
                .key(ADMINISTRATOR)
                .inPath("name", "What it is called", text(ConnectionSettings.NAME))
                .refuses(503, UNAVAILABLE);
    }

    private static Operation undelivered(Operation operation, String done) {
        ObjectNode id = JsonMapper.shared().createObjectNode().put("type", "integer");
        return operation
                .key(ADMINISTRATOR)
                .inPath("id", "As listed", id)
                .answersNothing(204, done)
                .refuses(400, INVALID_PARAMETER)
                .refuses(404, NOT_FOUND)
                .refuses(503, UNAVAILABLE);
    }

    private static List<Operation> service() {
        return List.of(
                get(
                                "/health",
                                "Service",
                                "health",
                                "That the service lives. Whether it can do its work is `/actuator/health/readiness`.")
                        .answers(200, "It lives", schema(Health.class)),
                get("/api/docs", "Service", "docs", "A page to browse and try this with.")
                        .answers(200, "The page", MediaType.TEXT_HTML_VALUE, text()),
                get("/api/openapi.json", "Service", "openApi", "This description.")
                        .answers(
                                200,
                                "OpenAPI 3.1",
                                JsonMapper.shared().createObjectNode().put("type", "object")));
    }
}
