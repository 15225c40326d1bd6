package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far the import of a log is.
public enum ImportState implements WireEnum {
    /// It arrives.
    @JsonProperty("uploading")
    UPLOADING("uploading"),
    /// It has arrived, and is read once its connection is enabled and those before it are done.
    @JsonProperty("waiting")
    WAITING("waiting"),
    /// It is being read.
    @JsonProperty("reading")
    READING("reading"),
    /// All of it was read.
    @JsonProperty("done")
    DONE("done"),
    /// It could not be read to its end.
    @JsonProperty("failed")
    FAILED("failed");

    private final String word;

    ImportState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
