package callboard.standalone;

/// Why Callboard can't run, in a sentence for the person who started it.
public final class LaunchFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    LaunchFailure(String sentence) {
        super(sentence);
    }

    LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
