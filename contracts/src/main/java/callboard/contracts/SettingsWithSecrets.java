package callboard.contracts;

import java.util.Map;
import java.util.Set;

/// Settings that may have secrets among their fields, which are only ever sent: no answer has them.
///
/// @param <S> what they are settings of
public interface SettingsWithSecrets<S> {

    /// What this kind calls itself; secrets of one kind are none of another.
    String kind();

    /// The fields that are secrets.
    Set<String> secretNames();

    /// The secrets that are given, by the names of their fields.
    Map<String, String> secrets();

    /// The same with these secrets and no others.
    S withSecrets(Map<String, String> secrets);
}
