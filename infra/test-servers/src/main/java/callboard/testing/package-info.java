/// Real servers for tests: in containers where a Docker engine answers, else embedded. Never skipped, never faked.
@NullMarked
package callboard.testing;

import org.jspecify.annotations.NullMarked;
