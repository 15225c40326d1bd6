/// Migrations, held against what upgrades need of them.
@NullMarked
package callboard.calls.migration;

import org.jspecify.annotations.NullMarked;
