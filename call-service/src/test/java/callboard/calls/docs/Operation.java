package callboard.calls.docs;

import callboard.contracts.Problem;
import callboard.contracts.ProblemCode;
import callboard.contracts.WireEnum;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One operation of the API as OpenAPI has it, put together a sentence at a time.
final class Operation {

    static final String SENDER = "sender";
    static final String ADMINISTRATOR = "administrator";

    private static final JsonMapper JSON = JsonMapper.shared();
    /// What a header of an answer is for.
    private static final Map<String, String> HEADERS = Map.of(
            "Idempotent-Replayed", "`true`: nothing was stored now, this is the event first stored",
            "Preference-Applied", "`respond-async`",
            "Retry-After", "Seconds after which to try again",
            "RateLimit", "What is left of the allowance, and in how many seconds it is worth another try",
            "RateLimit-Policy", "The allowance: events, and in how many seconds",
            "WWW-Authenticate", "What to show",
            "Allow", "The methods that are supported here");

    final String method;
    final String path;
    final ObjectNode json = JSON.createObjectNode();

    private Operation(String method, String path, String tag, String id, String says) {
        this.method = method;
        this.path = path;
        json.putArray("tags").add(tag);
        json.put("operationId", id);
        var sentences = says.split("(?<=\\.) ", 2);
        json.put("summary", sentences[0].replaceFirst("\\.$", ""));
        if (sentences.length > 1) {
            json.put("description", sentences[1]);
        }
    }

    static Operation get(String path, String tag, String id, String says) {
        return new Operation("get", path, tag, id, says);
    }

    static Operation post(String path, String tag, String id, String says) {
        return new Operation("post", path, tag, id, says);
    }

    static Operation put(String path, String tag, String id, String says) {
        return new Operation("put", path, tag, id, says);
    }

    static Operation delete(String path, String tag, String id, String says) {
        return new Operation("delete", path, tag, id, says);
    }

    /// Needs a key of this kind.
    Operation key(String role) {
        json.putArray("security").addObject().putArray(role);
        return refuses(401, ProblemCode.UNAUTHORIZED).refuses(403, ProblemCode.FORBIDDEN);
    }

    /// Open to everybody, unless viewers are asked who they are.
    Operation viewers() {
        var any = json.putArray("security");
        any.addObject();
        any.addObject().putArray("viewer");
        any.addObject().putArray("reader");
        return refuses(401, ProblemCode.UNAUTHORIZED).refuses(403, ProblemCode.FORBIDDEN);
    }

    Operation inPath(String name, String says, ObjectNode schema) {
        return parameter("path", name, says, schema, true);
    }

    Operation query(String name, String says, ObjectNode schema) {
        return parameter("query", name, says, schema, false);
    }

    /// A query parameter that has to be given.
    Operation needs(String name, String says, ObjectNode schema) {
        return parameter("query", name, says, schema, true);
    }

    Operation header(String name, String says) {
        return parameter("header", name, says, text(), false);
    }

    /// A query parameter that takes `all` or a list with commas.
    <E extends Enum<E> & WireEnum> Operation words(String name, String says, Class<E> words) {
        var list = JSON.createObjectNode().put("type", "array");
        var choices =
                list.putObject("items").put("type", "string").putArray("enum").add("all");
        Stream.of(words.getEnumConstants()).map(WireEnum::word).forEach(choices::add);
        parameter("query", name, says, list, false);
        ((ObjectNode) json.get("parameters").get(json.get("parameters").size() - 1))
                .put("style", "form")
                .put("explode", false);
        return this;
    }

    private Operation parameter(String in, String name, String says, ObjectNode schema, boolean required) {
        json.withArray("/parameters")
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .put("description", says)
                .set("schema", schema);
        return this;
    }

    Operation takes(String mediaType, JsonNode schema) {
        var body = json.withObject("/requestBody").put("required", true).withObject("/content");
        body.putObject(mediaType).set("schema", schema);
        return this;
    }

    /// An example of the body, with its name.
    Operation example(String mediaType, String name, JsonNode value) {
        var content = (ObjectNode) json.get("requestBody").get("content").get(mediaType);
        content.withObject("/examples").putObject(name).set("value", value);
        return this;
    }

    Operation answers(int status, String says, JsonNode schema, String... headers) {
        return answers(status, says, MediaType.APPLICATION_JSON_VALUE, schema, headers);
    }

    Operation answers(int status, String says, String mediaType, JsonNode schema, String... headers) {
        var answer = answer(status, says, headers);
        answer.putObject("content").putObject(mediaType).set("schema", schema);
        return this;
    }

    Operation answersNothing(int status, String says) {
        answer(status, says);
        return this;
    }

    /// A problem, with one of these codes.
    Operation refuses(int status, ProblemCode... codes) {
        var reason = HttpStatus.valueOf(status);
        var answer = answer(
                status,
                reason.getReasonPhrase(),
                switch (reason) {
                    case SERVICE_UNAVAILABLE -> new String[] {"Retry-After"};
                    case TOO_MANY_REQUESTS ->
                        List.of(codes).contains(ProblemCode.RATE_LIMITED)
                                ? new String[] {"Retry-After", "RateLimit", "RateLimit-Policy"}
                                : new String[] {"Retry-After"};
                    default -> new String[0];
                });
        var content = answer.putObject("content").putObject(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var both = content.putObject("schema").putArray("allOf");
        both.add(schema(Problem.class));
        var narrowed = both.addObject().putObject("properties");
        narrowed.putObject("status").put("const", status);
        var words = narrowed.putObject("code").putArray("enum");
        for (var code : codes) {
            var word = JSON.valueToTree(code).asString();
            words.add(word);
            content.withObject("/examples")
                    .putObject(word)
                    .set(
                            "value",
                            JSON.valueToTree(new Problem(
                                    "about:blank",
                                    reason.getReasonPhrase(),
                                    status,
                                    ApiDescription.SAYS.get(code),
                                    ApiDescription.SAYS.get(code),
                                    code,
                                    "4bf92f3577b34da6a3ce929d0e0e4736",
                                    ApiDescription.ISSUES.get(code))));
        }
        return this;
    }

    private ObjectNode answer(int status, String says, String... headers) {
        var answer =
                json.withObject("/responses").putObject(String.valueOf(status)).put("description", says);
        for (var name : headers) {
            answer.withObject("/headers")
                    .putObject(name)
                    .put("description", HEADERS.get(name))
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        return answer;
    }

    static ObjectNode schema(Class<?> type) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + type.getSimpleName());
    }

    static ObjectNode anyOf(Class<?>... types) {
        ObjectNode any = JSON.createObjectNode();
        var each = any.putArray("anyOf");
        Stream.of(types).map(Operation::schema).forEach(each::add);
        return any;
    }

    static ObjectNode listOf(Class<?> type) {
        ObjectNode list = JSON.createObjectNode().put("type", "array");
        list.set("items", schema(type));
        return list;
    }

    static ObjectNode listOf(ObjectNode items, int most) {
        ObjectNode list = JSON.createObjectNode().put("type", "array").put("maxItems", most);
        list.set("items", items);
        return list;
    }

    static ObjectNode text() {
        return JSON.createObjectNode().put("type", "string");
    }

    static ObjectNode text(String pattern) {
        return text().put("pattern", "^" + pattern + "$");
    }

    static ObjectNode choice(@Nullable String standard, String... words) {
        var choice = text();
        if (standard != null) {
            choice.put("default", standard);
        }
        var choices = choice.putArray("enum");
        Stream.of(words).forEach(choices::add);
        return choice;
    }

    static ObjectNode instant() {
        return text().put("format", "date-time");
    }

    static ObjectNode number(int standard, int most) {
        return number(most).put("default", standard);
    }

    static ObjectNode number(int most) {
        return JSON.createObjectNode().put("type", "integer").put("minimum", 1).put("maximum", most);
    }
}
