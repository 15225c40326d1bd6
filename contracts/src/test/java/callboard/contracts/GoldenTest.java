package callboard.contracts;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Holds the JSON that the services write against the types that the frontend reads it with: the golden file's
/// `satisfies` makes the TypeScript compiler the judge.
class GoldenTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// As a telephony system writes its events: what it doesn't have it leaves out.
    private static final JsonMapper SENDER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final List<Class<? extends Enum<?>>> ENUMS = List.of(
            AgentEventType.class,
            AgentState.class,
            AlertLevel.class,
            AlertState.class,
            CallStatus.class,
            ChangeKind.class,
            CallType.class,
            DeclaredState.class,
            Direction.class,
            EndReason.class,
            EventType.class,
            ConnectionStatus.class,
            ImportState.class,
            KeyRole.class,
            MessageOutcome.class,
            NumberPrivacy.class,
            ParkedState.class,
            ProblemCode.class,
            QueuesMet.class,
            Rule.class,
            RuleMeasure.class,
            RuleScope.class,
            StatsWindow.class,
            VisitOutcome.class,
            WebhookMessageState.class,
            WebhookStatus.class,
            WebhookType.class);

    static List<Record> samples() {
        return Samples.ALL;
    }

    @Test
    void theFrontendsGoldenValuesAreWhatJacksonWrites() throws Exception {
        var file = new StringBuilder("// Written by GoldenTest of the contracts: JSON as the services send it.\n");
        file.append("import type * as contracts from \"./contracts\";\n\n");
        for (Record sample : Samples.ALL) {
            file.append(constant(sample, ""));
            Record sparse = Samples.sparse(sample);
            if (!sparse.equals(sample)) {
                file.append(constant(sparse, "Sparse"));
            }
        }
        for (Class<? extends Enum<?>> words : ENUMS) {
            file.append("export const every%1$s = %2$s as const satisfies readonly contracts.%1$s[];\n"
                    .formatted(words.getSimpleName(), JSON.writeValueAsString(words.getEnumConstants())));
        }
        file.append("export const wire = {\n").append(wireNames()).append("\n} as const;\n");
        CheckedIn.inFrontend("contracts.golden.ts").mustBe(file.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void jsonReadAndWrittenAgainIsTheSame(Record sample) throws Exception {
        for (Record value : List.of(sample, Samples.sparse(sample))) {
            String json = json(value);
            Record read = JSON.readValue(json, wireType(value));
            assertThat(read).isEqualTo(value);
            assertThat(json(read)).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatMayBeLeftOutIsLeftOut(Record sample) throws Exception {
        assertThat(json(Samples.sparse(sample))).doesNotContain("null");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesLeaveNothingOut(Record sample) throws ReflectiveOperationException {
        for (var component : sample.getClass().getRecordComponents()) {
            assertThat(component.getAccessor().invoke(sample))
                    .as("%s of the sample", component)
                    .isNotNull();
        }
    }

    @Test
    void everyRecordAndEnumHasASample() throws IOException {
        try (Stream<Path> classes = Files.list(Path.of("target", "classes", "callboard", "contracts"))) {
            Set<Class<?>> onTheWire = classes.filter(file -> file.toString().endsWith(".class"))
                    .map(GoldenTest::load)
                    .filter(type -> type.isRecord() || type.isEnum())
                    .collect(toSet());
            assertThat(Stream.concat(Samples.ALL.stream().map(Record::getClass), ENUMS.stream())
                            .collect(toSet()))
                    .isEqualTo(onTheWire);
        }
    }

    private static Class<?> load(Path file) {
        try {
            return Class.forName(
                    "callboard.contracts." + file.getFileName().toString().replace(".class", ""));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Record> wireType(Record value) {
        Class<?> type = switch (value) {
            case CallEventRequest _ -> CallEventRequest.class;
            case AgentEventRequest _ -> AgentEventRequest.class;
            default -> value.getClass();
        };
        return (Class<? extends Record>) type;
    }

    private static String constant(Record value, String suffix) {
        String name = value.getClass().getSimpleName();
        return "export const %s%s%s = %s satisfies contracts.%s;\n"
                .formatted(name.substring(0, 1).toLowerCase(), name.substring(1), suffix, json(value), name);
    }

    private static String json(Record value) {
        return (value instanceof SenderEvent ? SENDER : JSON).writeValueAsString(value);
    }

    private static String wireNames() {
        return Arrays.stream(Channels.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(field -> {
                    try {
                        return "  %s: \"%s\",".formatted(field.getName(), field.get(null));
                    } catch (IllegalAccessException closed) {
                        throw new AssertionError(closed);
                    }
                })
                .collect(joining("\n"));
    }
}
