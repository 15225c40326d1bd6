package callboard.calls.connection.signature;

/// Whether a post is of who has the secret.
public sealed interface Proof {

    record Valid() implements Proof {}

    /// @param reason for who set it up to read
    record Invalid(String reason) implements Proof {}

    static Proof of(boolean isValid, String otherwise) {
        return isValid ? new Valid() : new Invalid(otherwise);
    }
}
