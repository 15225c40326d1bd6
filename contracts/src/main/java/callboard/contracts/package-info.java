/// What crosses a wire, one type for both of its ends: events in, answers, updates out, and the names they travel
/// under.
///
/// Uses annotations only (Jackson, Jakarta Validation, JSpecify), so that any client can depend on it.
/// `frontend/src/contracts.ts` is generated from this package.
@NullMarked
package callboard.contracts;

import org.jspecify.annotations.NullMarked;
