package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueLogTranslatorTest {

    private final QueueLogTranslator translator =
            new QueueLogTranslator(AsteriskRules.STANDARD, ZoneId.of("America/Bogota"));
    private final Told told = new Told();
    private long position;

    @ParameterizedTest
    @CsvSource({
        "1000000000, 2001-09-09T01:46:40Z",
        "1000000000.25, 2001-09-09T01:46:40.250Z",
        "2026-03-01 10:00:00, 2026-03-01T15:00:00Z",
        "2026-03-01 10:00:00.123456, 2026-03-01T15:00:00.123456Z",
        "2026-03-01T10:00:00, 2026-03-01T15:00:00Z",
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00+01:00, 2026-03-01T09:00:00Z"
    })
    void readsEveryFormOfTime(String written, Instant at) {
        assertThat(read(written + "|c1|sales|NONE|ENTERQUEUE||200|1"))
                .extracting(CallEventRequest::occurredAt)
                .containsExactly(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "100|c1|sales|NONE",
                "100|c1|sales|NONE|",
                "yesterday|c1|sales|NONE|ENTERQUEUE||200|1",
                "2026-13-01 10:00:00|c1|sales|NONE|ENTERQUEUE||200|1",
                "99999999999999|c1|sales|NONE|ENTERQUEUE||200|1",
                "100||sales|NONE|ENTERQUEUE||200|1",
                "100|c1||NONE|ENTERQUEUE||200|1",
                "100|c1|sales|NONE|NEWLYINVENTED"
            })
    void doesNotUnderstand(String line) {
        assertThat(translator.translate(line, 0).meaning()).isEqualTo(Meaning.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NONE|NONE|NONE|CONFIGRELOAD|", "MANAGER|sales|Ana|ADDMEMBER|", "NONE|sales|Ana|PAUSE|Lunch"})
    void knowsWhatTellsNothingOfCalls(String line) {
        assertThat(translator.translate("100|" + line, 0).meaning()).isEqualTo(Meaning.IGNORED);
    }

    /// As an Asterisk 22 wrote it: two threads write.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aTransferMayBeWrittenAfterTheNextQueueHasTheCall(int place) {
        var lines = new ArrayList<>(List.of(
                "100|c1|support|NONE|ENTERQUEUE||200|1",
                "113|c1|support|Ana|CONNECT|13|a1|8",
                "118|c1|sales|NONE|ENTERQUEUE||200|1",
                "118|c1|sales|Bea|CONNECT|0|b1|0",
                "125|c1|sales|Bea|COMPLETEAGENT|0|7|1"));
        lines.add(place, "118|c1|support|Ana|BLINDTRANSFER|600|transfers|13|5|1");
        tell(lines.toArray(String[]::new));
        passed(200);

        assertThat(told.call("c1").status()).isEqualTo(CallStatus.ENDED);
        assertThat(told.visits("c1"))
                .extracting(Visit::queueId, Visit::agentId, Visit::outcome, Visit::talkTime)
                .containsExactly(
                        tuple("support", "Ana", VisitOutcome.ANSWERED, 5.0),
                        tuple("sales", "Bea", VisitOutcome.ANSWERED, 7.0));
    }

    @ParameterizedTest
    @CsvSource({
        "ABANDON|1|1|5, abandoned",
        "EXITWITHKEY|1|1|1|5, callback",
        "EXITWITHTIMEOUT|1|1|5, overflowed",
        "EXITEMPTY|1|1|5, overflowed",
        "SYSCOMPAT|, failed",
        "AGENTDUMP|, failed"
    })
    void leavingUnansweredHasItsReason(String event, String reason) {
        tell("100|c1|sales|NONE|ENTERQUEUE||200|1", "105|c1|sales|NONE|" + event);
        passed(140);

        assertThat(told.call("c1").status()).isEqualTo(CallStatus.ENDED);
        assertThat(told.events("c1").getLast().metadata()).isNotNull();
        assertThat(told.events("c1").getLast().metadata().endReason().word()).isEqualTo(reason);
        assertThat(told.visits("c1").getFirst().waitTime()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPLETEAGENT|5|20|1",
                "COMPLETECALLER|5|20|1",
                "BLINDTRANSFER|700|office|5|20|1",
                "TRANSFER|700|office|5|20|1",
                "ATTENDEDTRANSFER|BRIDGE|b1|5|20|1",
                "ATTENDEDTRANSFER|APP|Queue|5|20|1"
            })
    void everyWayToCompleteIsAnEnd(String event) {
        tell("100|c1|sales|NONE|ENTERQUEUE||200|1", "105|c1|sales|Ana|CONNECT|5|c2|3", "125|c1|sales|Ana|" + event);
        passed(140);

        assertThat(told.call("c1").status()).isEqualTo(CallStatus.ENDED);
        assertThat(told.visits("c1").getFirst().outcome()).isEqualTo(VisitOutcome.ANSWERED);
        assertThat(told.visits("c1").getFirst().talkTime()).isEqualTo(20);
    }

    @Test
    void oldFormsHaveNoChannelAndNoRing() {
        tell(
                "100|c1|sales|NONE|ENTERQUEUE||200",
                "105|c1|sales|SIP/12|CONNECT|5",
                "125|c1|sales|SIP/12|COMPLETEAGENT|5|20");
        passed(140);

        assertThat(told.visits("c1").getFirst().agentId()).isEqualTo("SIP/12");
        assertThat(told.missed("c1")).isEmpty();
    }

    @Test
    void whoComesBackLaterIsAnotherCall() {
        tell(
                "100|c1|sales|NONE|ENTERQUEUE||200|1",
                "105|c1|sales|Ana|CONNECT|5|c2|3",
                "125|c1|sales|Ana|COMPLETEAGENT|5|20|1",
                "190|c1|sales|NONE|ENTERQUEUE||200|1");

        assertThat(told.ids()).containsExactly("c1", "c1~190");
    }

    @Test
    void whenAsteriskStartsItsCallsAreGone() {
        tell("100|c1|sales|NONE|ENTERQUEUE||200|1");

        assertThat(read("500|NONE|NONE|NONE|QUEUESTART|"))
                .singleElement()
                .isEqualTo(new Ended("c1", EndReason.FAILED, null, "end", Instant.ofEpochSecond(100)));
    }

    @Test
    void ofACallThatBeganBeforeTheLogNothingIsTold() {
        assertThat(read("105|c1|sales|Ana|CONNECT|5|c2|3")).isEmpty();
    }

    @Test
    void readingAgainBeginsWithTheOldestCallThatHasNotEnded() {
        tell(
                "100|c1|sales|NONE|ENTERQUEUE||200|1",
                "101|c2|sales|NONE|ENTERQUEUE||200|2",
                "102|c1|sales|NONE|ABANDON|1|1|2");

        assertThat(translator.resumeAt(3)).isEqualTo(1);
        tell("103|c2|sales|NONE|ABANDON|1|1|2");
        assertThat(translator.resumeAt(4)).isEqualTo(4);
    }

    @Test
    void callsWithoutAnEndAreGoneAfterADay() {
        tell("100|c1|sales|NONE|ENTERQUEUE||200|1", "86501|c2|sales|NONE|ENTERQUEUE||200|2");

        assertThat(translator.resumeAt(2)).isEqualTo(1);
        assertThat(told.events("c1").getLast().metadata().endReason()).isEqualTo(EndReason.FAILED);
        assertThat(told.call("c2").status()).isEqualTo(CallStatus.WAITING);
    }

    private Stream<CallEventRequest> readAll(String line) {
        return translator.translate(line, position++).events().stream();
    }

    private List<CallEventRequest> read(String line) {
        return readAll(line).toList();
    }

    private void tell(String... lines) {
        Stream.of(lines).forEach(line -> told.take(read(line)));
    }

    private void passed(long second) {
        told.take(translator.passed(Instant.ofEpochSecond(second)));
    }
}
