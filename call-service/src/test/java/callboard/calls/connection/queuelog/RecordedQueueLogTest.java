package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.Recording;
import callboard.calls.connection.asterisk.Recording.Truth;
import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.VisitOutcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a real Asterisk wrote into its log comes to the calls that were made, whatever the manager interface told.
class RecordedQueueLogTest {

    // The log has whole seconds.
    private static final double SECOND = 1.1;

    private final Told told = new Told();

    @Test
    void everyCallIsWhatItWas() {
        told.take(log());

        assertIsTheTruth(VisitOutcome.OVERFLOWED);
    }

    @Test
    void readTwiceItTellsTheSame() {
        told.take(log());
        told.take(log());

        assertIsTheTruth(VisitOutcome.OVERFLOWED);
    }

    @Test
    void everyLineIsUnderstood() {
        var translator = translator();
        assertThat(lines()).allMatch(line -> translator.translate(line, 0).meaning() != Meaning.UNKNOWN);
    }

    @Test
    void afterTheLogTheManagerInterfaceChangesNothing() {
        told.take(log());
        Recording.events("").forEach(this::offerOther);

        assertIsTheTruth(VisitOutcome.OVERFLOWED);
    }

    @Test
    void afterTheManagerInterfaceTheLogChangesNothing() {
        told.take(Recording.events(""));
        log().forEach(this::offerLog);

        assertIsTheTruth(VisitOutcome.VOICEMAIL);
    }

    /// Both tell of each call as it goes on, and one lags behind the other.
    @ParameterizedTest
    @ValueSource(ints = {-60, -10, -3, -2, 2, 3, 10, 60})
    void ofTwoAtOnceTheFirstTells(int lag) {
        var all = new TreeMap<Instant, List<Runnable>>();
        Recording.heard()
                .forEach(heard -> all.computeIfAbsent(heard.at().plusSeconds(lag), _ -> new ArrayList<>())
                        .add(() -> offerOther(heard.event())));
        var translator = translator();
        var latest = Instant.EPOCH;
        for (var line : lines()) {
            latest = Instant.ofEpochSecond(Long.parseLong(line.substring(0, line.indexOf('|'))));
            var events = translator.translate(line, 0).events();
            all.computeIfAbsent(latest, _ -> new ArrayList<>()).add(() -> events.forEach(this::offerLog));
        }
        all.values().forEach(now -> now.forEach(Runnable::run));
        translator.passed(Instant.MAX.minusSeconds(60)).forEach(this::offerLog);

        assertIsTheTruth(lag < 0 ? VisitOutcome.VOICEMAIL : VisitOutcome.OVERFLOWED);
    }

    private void offerLog(CallEventRequest event) {
        if (tellers(event).letLogTell()) {
            told.offer(event);
        }
    }

    private void offerOther(CallEventRequest event) {
        if (tellers(event).letOthersTell()) {
            told.offer(event);
        }
    }

    private Tellers tellers(CallEventRequest event) {
        var ids = told.events(event.callId()).stream().map(CallEvent::eventId).toList();
        return Tellers.of(ids);
    }

    private static QueueLogTranslator translator() {
        return new QueueLogTranslator(AsteriskRules.STANDARD, ZoneOffset.UTC);
    }

    private static List<String> lines() {
        return Recording.queueLog().stream()
                .map(fields -> String.join("|", fields))
                .toList();
    }

    private static List<CallEventRequest> log() {
        var translator = translator();
        var events = new ArrayList<CallEventRequest>();
        lines().forEach(line -> events.addAll(translator.translate(line, 0).events()));
        events.addAll(translator.passed(Instant.MAX.minusSeconds(60)));
        return events;
    }

    /// @param timedOut what becomes of those who went on to a voicemail: the log doesn't say
    private void assertIsTheTruth(VisitOutcome timedOut) {
        var truth = Recording.truth();
        assertThat(told.ids())
                .containsExactlyInAnyOrderElementsOf(
                        truth.stream().map(Truth::call).distinct().toList());
        truth.forEach(row -> assertVisit(row, timedOut));
        truth.stream()
                .collect(Collectors.groupingBy(
                        Truth::call, Collectors.flatMapping(row -> row.missedBy().stream(), Collectors.toList())))
                .forEach((call, missedBy) -> assertThat(told.missed(call))
                        .as(call)
                        .isEqualTo(missedBy.stream().collect(Collectors.toMap(name -> name, _ -> 1))));
    }

    private void assertVisit(Truth row, VisitOutcome timedOut) {
        assertThat(told.call(row.call()).status()).as(row.call()).isEqualTo(CallStatus.ENDED);
        var visits = told.visits(row.call());
        assertThat(visits).as(row.call()).hasSizeGreaterThanOrEqualTo(row.visit());
        var visit = visits.get(row.visit() - 1);
        assertThat(visit.queueId()).isEqualTo(row.queue());
        assertThat(visit.agentId()).as(row.toString()).isEqualTo(row.agent().isEmpty() ? null : row.agent());
        assertThat(visit.outcome()).as(row.toString()).isEqualTo(outcome(row.outcome(), timedOut));
        assertThat(visit.waitTime()).as("wait of %s", row).isCloseTo(row.waited(), within(SECOND));
        assertThat(visit.talkTime() + visit.holdTime()).as("talk of %s", row).isCloseTo(row.talk(), within(SECOND));
    }

    private static VisitOutcome outcome(String word, VisitOutcome timedOut) {
        return switch (word) {
            case "answered", "transferred" -> VisitOutcome.ANSWERED;
            case "overflowed" -> VisitOutcome.TRANSFERRED;
            case "abandoned" -> VisitOutcome.ABANDONED;
            case "callback" -> VisitOutcome.CALLBACK;
            case "voicemail" -> timedOut;
            default -> throw new IllegalArgumentException(word);
        };
    }
}
