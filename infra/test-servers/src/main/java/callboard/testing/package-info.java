/// Real servers for tests: in containers where a Docker engine answers, else embedded. Never skipped, never
/// faked. And the documents that a running system is held against: OpenAPI, AsyncAPI, the configuration
/// reference.
@NullMarked
package callboard.testing;

import org.jspecify.annotations.NullMarked;
