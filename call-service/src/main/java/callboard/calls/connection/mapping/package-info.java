/// Messages that anything posts, made events of calls by a declarative mapping. A vendor's is such a mapping that
/// Callboard brings along.
///
/// May use: `connection.message`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection.mapping;

import org.jspecify.annotations.NullMarked;
