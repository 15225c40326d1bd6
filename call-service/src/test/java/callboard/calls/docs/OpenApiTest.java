package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.SharedService;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The description is checked in, served as a file, and says of every handler what there is to say.
class OpenApiTest {

    private static final Path CHECKED_IN = Path.of("src", "main", "resources", "docs", "openapi.json");
    private static final Path SERVED = Path.of("target", "classes", "docs", "openapi.json");

    @BeforeAll
    static void update() throws IOException {
        if (System.getProperty("docs.update") != null) {
            Files.writeString(CHECKED_IN, written());
            Files.writeString(SERVED, written());
        }
    }

    @Test
    void theDescriptionIsWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(CHECKED_IN).equals(written()))
                .as(
                        "%s is not what ApiDescription and the contracts say; run `./mvnw -pl call-service -am test -Dtest=OpenApiTest "
                                + "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update` and commit what it writes",
                        CHECKED_IN)
                .isTrue();
    }

    @Test
    void everyHandlerIsDescribedAndEveryDescriptionHasItsHandler() throws IOException {
        assertThat(OpenApi.operations(OpenApi.document())).containsExactlyInAnyOrderElementsOf(handlers());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasANameOfItsOwn() throws IOException {
        var document = OpenApi.document();

        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
        assertThat(document.get("paths").findValuesAsString("operationId"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(OpenApi.operations(document));
    }

    @Test
    void everyParameterInAPathIsDescribed() throws IOException {
        OpenApi.document()
                .get("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .forEach(operation -> assertThat(operation
                                        .path("parameters")
                                        .valueStream()
                                        .filter(each ->
                                                each.get("in").asString().equals("path"))
                                        .map(each -> "{" + each.get("name").asString() + "}")
                                        .toList())
                                .as(path.getKey())
                                .isEqualTo(Stream.of(path.getKey().split("/"))
                                        .filter(part -> part.startsWith("{"))
                                        .toList())));
    }

    @Test
    void anAnswerThatIsServedIsTheDescription() throws IOException {
        var served = SharedService.SERVICE.api.get("/api/openapi.json");

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(OpenApi.document());
    }

    @Test
    void thePageBringsEverythingItNeeds() {
        var api = SharedService.SERVICE.api;
        var page = api.get("/api/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        var parts = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.raw().body())
                .results()
                .map(part -> part.group(1))
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(3)
                .allSatisfy(part -> assertThat(api.get(part).status()).as(part).isEqualTo(200));
    }

    private static String written() throws IOException {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(OpenApi.document())
                + "\n";
    }

    private static List<String> handlers() {
        // The servlet looks its handlers up when it is first asked for something.
        SharedService.SERVICE.api.get("/health");
        return Stream.of(eventEndpoints(), controllers(), Stream.of("POST /api/connections/{name}/events"))
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    /// Events are taken by filters that answer by themselves.
    private static Stream<String> eventEndpoints() {
        return SharedService.SERVICE.bean(ServletContext.class).getFilterRegistrations().values().stream()
                .filter(filter -> filter.getClassName().startsWith("callboard.calls.intake."))
                .flatMap(filter -> filter.getUrlPatternMappings().stream())
                .filter(path -> !path.endsWith("/"))
                .map(path -> "POST " + path);
    }

    private static Stream<String> controllers() {
        return SharedService.SERVICE.bean(DispatcherServlet.class).getHandlerMappings().stream()
                // Actuator has one of its own.
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().keySet().stream())
                // An address of the servlet container's, for what went wrong.
                .filter(mapping -> !mapping.getPatternValues().contains("/error"))
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)));
    }
}
