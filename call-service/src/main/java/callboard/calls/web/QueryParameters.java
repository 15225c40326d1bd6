package callboard.calls.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A controller's argument that is read from the query string: a record with a component for each parameter, validated
/// by the constraints on it. A component is null when its parameter is absent. Empty ones are refused, and those that
/// no component is named
/// after.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameters {}
