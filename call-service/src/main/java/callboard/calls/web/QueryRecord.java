package callboard.calls.web;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ReflectionUtils;

/// A record of [QueryParameters], looked at once and not by each request.
///
/// @param parameters one for each of the record's components, in their order
record QueryRecord(Constructor<?> constructor, List<Parameter> parameters) {

    private static final ClassValue<QueryRecord> RECORDS = new ClassValue<>() {
        @Override
        protected QueryRecord computeValue(Class<?> type) {
            return new QueryRecord(
                    BeanUtils.getResolvableConstructor(type),
                    Stream.of(type.getRecordComponents()).map(Parameter::of).toList());
        }
    };

    record Parameter(String name, TypeDescriptor type) {

        static Parameter of(RecordComponent component) {
            var field = Objects.requireNonNull(
                    ReflectionUtils.findField(component.getDeclaringRecord(), component.getName()),
                    "A record has a field for each of its components");
            return new Parameter(component.getName(), new TypeDescriptor(field));
        }
    }

    static QueryRecord of(Class<?> type) {
        return RECORDS.get(type);
    }

    List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }
}
