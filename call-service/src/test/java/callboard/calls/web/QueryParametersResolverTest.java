package callboard.calls.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Problem.Issue;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class QueryParametersResolverTest {

    record Question(
            @Nullable Set<CallStatus> status,
            @Nullable CallType type,
            @Nullable Instant from,

            @Nullable @Range(min = 1, max = 9, message = "must be from {min} to {max}")
            Integer limit,

            @Nullable @Size(max = 3, message = "must be given at most {max} times")
            List<@Pattern(regexp = "[a-z, ]+", message = "must be small letters") String> id) {}

    record Other(@Nullable Integer limit) {}

    private final QueryParametersResolver resolver = new QueryParametersResolver(
            Validation.buildDefaultValidatorFactory().getValidator(), List.of());
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void aComponentForEachParameter() throws Exception {
        ask("status", "waiting,ended");
        ask("type", "video");
        ask("from", "2026-03-01T14:00:00+02:00");
        ask("limit", "9");

        assertThat(resolved())
                .isEqualTo(new Question(
                        Set.of(CallStatus.WAITING, CallStatus.ENDED),
                        CallType.VIDEO,
                        Instant.parse("2026-03-01T12:00:00Z"),
                        9,
                        null));
    }

    @Test
    void aListIsAParameterThatIsRepeated() throws Exception {
        ask("id", "a,b", "c d", "e");

        assertThat(resolved()).isEqualTo(new Question(null, null, null, null, List.of("a,b", "c d", "e")));
    }

    @Test
    void whatIsWrongWithAListIsSaidOnce() throws Exception {
        ask("id", "A", "b", "C", "d");

        assertThat(issues())
                .containsExactlyInAnyOrder(
                        new Issue("id", "must be small letters", "invalid_value"),
                        new Issue("id", "must be given at most 3 times", "invalid_value"));
    }

    @Test
    void nothingInAListIsEmpty() throws Exception {
        ask("id", "a", "");

        assertThat(issues()).containsExactly(new Issue("id", "must not be empty", "invalid_value"));
    }

    @Test
    void absentIsNullAndAllIsNoRestriction() throws Exception {
        ask("status", "all");

        assertThat(resolved()).isEqualTo(new Question(Set.of(), null, null, null, null));
    }

    @Test
    void emptyIsRefused() throws Exception {
        ask("from", "");

        assertThat(issues()).containsExactly(new Issue("from", "must not be empty", "invalid_value"));
    }

    @Test
    void everyIssueIsReportedInTheOrderOfTheRecord() throws Exception {
        ask("limit", "10");
        ask("from", "yesterday");
        ask("type", "voice", "voice");
        ask("status", "lost");

        assertThat(issues())
                .containsExactly(
                        new Issue("status", "must be one of waiting, active, on_hold, ended", "invalid_value"),
                        new Issue("type", "must be given once", "invalid_value"),
                        new Issue("from", "must be an ISO 8601 instant such as 2026-01-31T12:00:00Z", "invalid_value"),
                        new Issue("limit", "must be from 1 to 9", "invalid_value"));
    }

    @ParameterizedTest
    @CsvSource({
        "status,WAITING",
        "status,'waiting,'",
        "status,'waiting, ended'",
        "type,VOICE",
        "from,EPOCH",
        "from,0",
        "limit,0x5",
        "limit,' 5'",
        "limit,1.0"
    })
    void onlyTheExactSpellingCounts(String name, String value) throws Exception {
        ask(name, value);

        assertThat(issues()).extracting(Issue::path).containsExactly(name);
    }

    @Test
    void headersAreNoParameters() throws Exception {
        request.addHeader("From", "someone@example.org");

        assertThat(resolved()).isEqualTo(new Question(null, null, null, null, null));
    }

    @Test
    void otherNamesAreRefused() throws Exception {
        ask("_status", "on");
        ask("!from", "yesterday");
        ask("status[0]", "lost");
        ask("type.word", "voice");

        assertThat(issues()).extracting(Issue::path).containsExactly("!from", "_status", "status[0]", "type.word");
        assertThat(issues())
                .extracting(Issue::message)
                .containsOnly("is not known; known are status, type, from, limit, id");
    }

    @Test
    void whatIsAskedAgainIsNotReadAgain() throws Exception {
        get("limit", "9");
        var first = resolved();

        assertThat(resolved()).isSameAs(first).isEqualTo(new Question(null, null, null, 9, null));
        get("limit", "8");
        assertThat(resolved()).isEqualTo(new Question(null, null, null, 8, null));
    }

    @Test
    void theSameQueryMeansSomethingElseElsewhere() throws Exception {
        get("limit", "9");
        resolved();

        assertThat(resolvedBy("other", Other.class)).isEqualTo(new Other(9));
    }

    @Test
    void whatIsWrongIsSaidEachTime() {
        get("limit", "10");
        var first = issues();

        assertThat(first).containsExactly(new Issue("limit", "must be from 1 to 9", "invalid_value"));
        assertThat(issues()).isEqualTo(first);
    }

    @Test
    void ofWhatHasABodyNothingIsRemembered() throws Exception {
        request.setMethod("POST");
        ask("limit", "9");
        resolved();
        request.setParameter("limit", "8");

        assertThat(resolved()).isEqualTo(new Question(null, null, null, 8, null));
    }

    @Test
    void onlySoManyAreRemembered() throws Exception {
        get("limit", "9");
        var first = resolved();
        for (int i = 0; i < QueryParametersResolver.REMEMBERED; i++) {
            get("id", "a" + ",".repeat(i % 40) + "b".repeat(i / 40));
            resolved();
        }
        get("limit", "9");

        assertThat(resolved()).isEqualTo(first).isNotSameAs(first);
    }

    private void get(String name, String value) {
        request.setMethod("GET");
        request.removeAllParameters();
        request.setQueryString(name + "=" + value);
        ask(name, value);
    }

    private void ask(String name, String... values) {
        request.addParameter(name, values);
    }

    private @Nullable List<Issue> issues() {
        return catchThrowableOfType(ProblemException.class, this::resolved).issues();
    }

    private Object resolved() throws NoSuchMethodException {
        return resolvedBy("controller", Question.class);
    }

    private Object resolvedBy(String controller, Class<?> type) throws NoSuchMethodException {
        var parameter = new MethodParameter(getClass().getDeclaredMethod(controller, type), 0);
        return resolver.resolveArgument(parameter, null, new ServletWebRequest(request), null);
    }

    @SuppressWarnings("unused")
    void controller(@QueryParameters Question question) {}

    @SuppressWarnings("unused")
    void other(@QueryParameters Other question) {}
}
