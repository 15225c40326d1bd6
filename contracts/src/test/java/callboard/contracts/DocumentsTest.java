package callboard.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Makes the documents that others read the contract from.
class DocumentsTest {

    /// Names that say where, not what.
    private static final Set<String> PLACES = Set.of(Channels.DASHBOARD_ROOM);

    @Test
    void theSchemasAreThoseOfTheRecords() throws IOException {
        CheckedIn.at("contracts/src/main/resources/callboard/contracts/schemas.json")
                .mustBe(JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(schemas())
                        + "\n");
    }

    @Test
    void theAsyncApiIsThatOfTheRecordsAndNames() throws IOException {
        var yaml = YAMLMapper.builder()
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .disable(YAMLWriteFeature.SPLIT_LINES)
                .build();
        CheckedIn.at("docs/asyncapi.yaml")
                .mustBe("# Written by DocumentsTest of the contracts.\n"
                        + yaml.writeValueAsString(AsyncApi.document(schemas())));
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        var document = AsyncApi.document(schemas());

        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everyNameOfTheWireIsInTheAsyncApi() {
        assertThat(AsyncApi.names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Channels.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                        .map(DocumentsTest::value)
                        .filter(name -> !PLACES.contains(name))
                        .toList());
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
    }

    private static ObjectNode schemas() throws IOException {
        var prose = Prose.of(Path.of("src", "main", "java", "callboard", "contracts"));
        return new Schemas(prose).all(types());
    }

    private static List<Class<?>> types() throws IOException {
        try (Stream<Path> classes = Files.list(Path.of("target", "classes", "callboard", "contracts"))) {
            return classes.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .<Class<?>>map(file -> load(file.replace(".class", "")))
                    .filter(type -> type.isRecord() || type.isEnum() || type.isSealed())
                    .sorted(Comparator.comparing(Schemas::name))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("callboard.contracts." + name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}
