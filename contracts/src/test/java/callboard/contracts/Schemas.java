package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas (2020-12) of what crosses a wire: shapes and limits from the records, prose from their comments,
/// examples from the samples.
final class Schemas {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<Type> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Type> REAL = Set.of(double.class, Double.class);

    private final Prose prose;

    /// By which property, and which word in it, a type is told from its neighbours.
    private record Choice(String property, String word) {}

    Schemas(Prose prose) {
        this.prose = prose;
    }

    ObjectNode all(List<Class<?>> types) {
        var document = JSON.createObjectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        var definitions = document.putObject("$defs");
        types.forEach(type -> definitions.set(name(type), schema(type)));
        return document;
    }

    /// The definitions as they are written where others refer to them by another place.
    static ObjectNode under(ObjectNode schemas, String place) {
        var text = JSON.writeValueAsString(schemas.get("$defs")).replace("\"#/$defs/", "\"" + place);
        return (ObjectNode) JSON.readTree(text);
    }

    /// `Call`, or `Problem.Issue` for what is nested.
    static String name(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : name(type.getEnclosingClass()) + "." + type.getSimpleName();
    }

    private ObjectNode schema(Class<?> type) {
        var schema = JSON.createObjectNode();
        say(schema, prose.types().get(name(type)));
        if (type.isEnum()) {
            schema.put("type", "string");
            schema.set("enum", JSON.valueToTree(type.getEnumConstants()));
            say(schema, enumProse(type));
        } else if (type.isRecord()) {
            object(schema, type);
        } else {
            oneOf(schema, type);
        }
        return schema;
    }

    private String enumProse(Class<?> type) {
        var text = new StringBuilder(prose.types().getOrDefault(name(type), ""));
        for (var constant : type.getEnumConstants()) {
            var said = prose.members().get(name(type) + "." + ((Enum<?>) constant).name());
            if (said != null) {
                text.append("\n- `")
                        .append(JSON.valueToTree(constant).asString())
                        .append("`: ")
                        .append(said);
            }
        }
        return text.toString();
    }

    private void object(ObjectNode schema, Class<?> type) {
        schema.put("type", "object");
        var required = JSON.createArrayNode();
        var properties = schema.putObject("properties");
        subtype(type).ifPresent(choice -> {
            properties.putObject(choice.property()).put("const", choice.word());
            required.add(choice.property());
        });
        for (var component : type.getRecordComponents()) {
            var property = value(component.getGenericType());
            limit(property, component);
            say(property, prose.members().get(name(type) + "." + component.getName()));
            properties.set(component.getName(), property);
            if (!Samples.optional(component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        var examples = examples(type);
        if (!examples.isEmpty()) {
            schema.set("examples", examples);
        }
    }

    private static ArrayNode examples(Class<?> type) {
        var examples = JSON.createArrayNode();
        Samples.ALL.stream()
                .filter(sample -> sample.getClass() == type)
                .forEach(sample -> examples.add(JSON.valueToTree(sample)));
        return examples;
    }

    private static Stream<JsonSubTypes.Type> subtypes(Class<?> type) {
        var all = type.getAnnotation(JsonSubTypes.class);
        return all == null ? Stream.empty() : Stream.of(all.value());
    }

    private static Optional<Choice> subtype(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .flatMap(all -> subtypes(all)
                        .filter(each -> each.value() == type)
                        .map(each -> new Choice(discriminator(all), each.name())))
                .findFirst();
    }

    private static String discriminator(Class<?> type) {
        return type.getAnnotation(JsonTypeInfo.class).property();
    }

    private static void oneOf(ObjectNode schema, Class<?> type) {
        var choices = schema.putArray("oneOf");
        if (!type.isAnnotationPresent(JsonTypeInfo.class)) {
            Stream.of(type.getPermittedSubclasses()).map(Schemas::reference).forEach(choices::add);
            return;
        }
        var discriminator = schema.putObject("discriminator").put("propertyName", discriminator(type));
        var mapping = discriminator.putObject("mapping");
        subtypes(type).forEach(each -> {
            choices.add(reference(each.value()));
            mapping.put(each.name(), "#/$defs/" + name(each.value()));
        });
    }

    private static ObjectNode value(Type type) {
        var schema = JSON.createObjectNode();
        if (type == Object.class) {
            return schema;
        } else if (type == String.class) {
            return schema.put("type", "string");
        } else if (type == UUID.class) {
            return schema.put("type", "string").put("format", "uuid");
        } else if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        } else if (WHOLE.contains(type)) {
            return schema.put("type", "integer");
        } else if (REAL.contains(type)) {
            return schema.put("type", "number");
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            schema.put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
            return schema;
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            schema.put("type", "object").set("additionalProperties", value(map.getActualTypeArguments()[1]));
            return schema;
        } else if (type instanceof Class<?> other && other.getPackage() == Schemas.class.getPackage()) {
            return reference(other);
        }
        throw new IllegalArgumentException("No schema is known for " + type);
    }

    private static ObjectNode reference(Class<?> type) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + name(type));
    }

    private static void limit(ObjectNode schema, RecordComponent component) {
        // Constraints of a component are on its accessor too; `@Target` says where.
        AnnotatedElement said = component.getAccessor();
        var pattern = said.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.put("pattern", "^" + pattern.regexp() + "$");
        }
        var size = said.getAnnotation(Size.class);
        if (size != null && component.getType() == Map.class) {
            schema.put("maxProperties", size.max());
        }
        min(said).ifPresent(limit -> schema.put("minimum", limit));
        max(said).ifPresent(limit -> schema.put("maximum", limit));
    }

    private static OptionalLong min(AnnotatedElement said) {
        var min = said.getAnnotation(Min.class);
        return min != null
                ? OptionalLong.of(min.value())
                : said.isAnnotationPresent(Seconds.class) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private static OptionalLong max(AnnotatedElement said) {
        var max = said.getAnnotation(Max.class);
        return max == null ? OptionalLong.empty() : OptionalLong.of(max.value());
    }

    private static void say(ObjectNode schema, @Nullable String prose) {
        if (prose != null && !prose.isBlank()) {
            schema.put("description", prose);
        }
    }
}
