package callboard.calls.intake;

import static java.util.stream.Collectors.joining;

import callboard.contracts.WireEnum;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A record's components as the columns of a table, so that a field has one name and is named once: `queueId` is kept
/// in `queue_id`, an enum and a list of them as their words, a record as JSON. Rows are sent as one array for each
/// column, for `unnest`.
final class RecordColumns<R extends Record> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private enum Kind {
        TEXT("text", "%s", "%s"),
        JSON("text", "%s", "%s::jsonb"),
        INTEGER("int", "%s", "%s"),
        NUMBER("float8", "%s", "%s"),
        CONDITION("boolean", "%s", "%s"),
        TIME("text", "%s", "%s::timestamptz"),
        WORD("text", "%s", "%s"),
        // Texts that hold no line breaks, one a line.
        LINES("text", "%s", "%s"),
        WORDS("text", "array_to_string(%1$s, ',') as %1$s", "string_to_array(%s, ',')");

        private final String sentAs;
        private final String read;
        private final String written;

        Kind(String sentAs, String read, String written) {
            this.sentAs = sentAs;
            this.read = read;
            this.written = written;
        }
    }

    /// @param words what the words of an enum stand for
    private record Column(String name, Kind kind, Method value, Map<String, WireEnum> words) {}

    private final List<Column> columns;
    private final Constructor<R> constructor;

    RecordColumns(Class<R> type) {
        columns =
                Stream.of(type.getRecordComponents()).map(RecordColumns::column).toList();
        try {
            constructor = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("Every record has its canonical constructor", impossible);
        }
    }

    /// `id, queue_id, …`
    String names() {
        return list(Column::name);
    }

    /// What to select for [#read].
    String selected() {
        return list(column -> column.kind.read.formatted(column.name));
    }

    /// What to select to have [#arrays] as rows.
    String unnested() {
        return list(column -> "unnest(?::%s[]) as %s".formatted(column.kind.sentAs, column.name));
    }

    /// What to insert of what was [#unnested].
    String written() {
        return list(column -> column.kind.written.formatted(column.name));
    }

    /// What to set `on conflict`, but for columns that never change.
    String updates(Set<String> constant) {
        return columns.stream()
                .map(Column::name)
                .filter(name -> !constant.contains(name))
                .map(name -> name + " = excluded." + name)
                .collect(joining(", "));
    }

    List<Object> arrays(Collection<R> rows) {
        return columns.stream().<Object>map(column -> array(column, rows)).toList();
    }

    /// The row, whose first columns are those [#selected].
    R read(ResultSet row) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(columns.get(i), row, i + 1);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException invalid) {
            throw new IllegalStateException("A stored row breaks the record's rules", invalid.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object[] array(Column column, Collection<? extends Record> rows) {
        Object[] array = switch (column.kind) {
            case TEXT, JSON, TIME, WORD, WORDS, LINES -> new String[rows.size()];
            case INTEGER -> new Integer[rows.size()];
            case NUMBER -> new Double[rows.size()];
            case CONDITION -> new Boolean[rows.size()];
        };
        int i = 0;
        for (var row : rows) {
            array[i++] = sent(column, row);
        }
        return array;
    }

    @SuppressWarnings("unchecked") // Lists are of enums or of texts.
    private static @Nullable Object sent(Column column, Record row) {
        try {
            var value = column.value.invoke(row);
            return value == null
                    ? null
                    : switch (column.kind) {
                        case TEXT, INTEGER, NUMBER, CONDITION -> value;
                        case JSON -> JSON.writeValueAsString(value);
                        case TIME -> value.toString();
                        case WORD -> ((WireEnum) value).word();
                        case LINES -> ((List<?>) value).isEmpty() ? null : String.join("\n", (List<String>) value);
                        case WORDS ->
                            ((List<?>) value)
                                    .stream()
                                            .map(each -> ((WireEnum) each).word())
                                            .collect(joining(","));
                    };
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object read(Column column, ResultSet row, int index) throws SQLException {
        return switch (column.kind) {
            case JSON -> {
                var json = row.getString(index);
                yield json == null ? null : JSON.readValue(json, column.value.getReturnType());
            }
            case TEXT -> row.getString(index);
            case INTEGER -> row.getInt(index);
            case NUMBER -> row.getObject(index, Double.class);
            case CONDITION -> row.getObject(index, Boolean.class);
            case TIME -> {
                var time = row.getObject(index, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case WORD -> {
                var word = row.getString(index);
                yield word == null ? null : meaning(column, word);
            }
            case LINES -> {
                var lines = row.getString(index);
                yield lines == null ? List.of() : List.of(lines.split("\n"));
            }
            case WORDS ->
                Stream.of(row.getString(index).split(","))
                        .filter(word -> !word.isEmpty())
                        .map(word -> meaning(column, word))
                        .toList();
        };
    }

    private static WireEnum meaning(Column column, String word) {
        return Objects.requireNonNull(column.words.get(word), () -> "Unknown " + column.name + " " + word);
    }

    private String list(Function<Column, String> part) {
        return columns.stream().map(part).collect(joining(", "));
    }

    private static Column column(RecordComponent component) {
        var name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        var type = component.getType();
        var method = component.getAccessor();
        if (type == List.class) {
            var element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return new Column(name, element == String.class ? Kind.LINES : Kind.WORDS, method, words(element));
        }
        return new Column(name, kind(type), method, words(type));
    }

    private static Kind kind(Class<?> type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == int.class) {
            return Kind.INTEGER;
        }
        if (type == double.class || type == Double.class) {
            return Kind.NUMBER;
        }
        if (type == Boolean.class) {
            return Kind.CONDITION;
        }
        if (type == Instant.class) {
            return Kind.TIME;
        }
        if (type.isEnum()) {
            return Kind.WORD;
        }
        if (type.isRecord()) {
            return Kind.JSON;
        }
        throw new IllegalArgumentException("No column is made of a " + type);
    }

    private static Map<String, WireEnum> words(Class<?> type) {
        return type.isEnum() ? WireEnum.words(type.asSubclass(WireEnum.class)) : Map.of();
    }
}
