package callboard.calls.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.security.SecretBox.SecretException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String ANOTHER =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private final SecretBox secrets = new SecretBox(KEY);

    @ParameterizedTest
    @ValueSource(strings = {"", "geheim", "pässwört 🎧 with = and :"})
    void whatIsEncryptedIsReadAgain(String secret) {
        assertThat(secrets.decrypt("pbx", secrets.encrypt("pbx", secret))).isEqualTo(secret);
    }

    @Test
    void nothingOfItIsSeen() {
        var once = secrets.encrypt("pbx", "geheim");

        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("geheim");
        assertThat(secrets.encrypt("pbx", "geheim")).isNotEqualTo(once);
    }

    @Test
    void anotherConnectionCanNotReadIt() {
        var box = secrets.encrypt("pbx", "geheim");

        assertThatThrownBy(() -> secrets.decrypt("other", box)).isInstanceOf(SecretException.class);
    }

    @Test
    void whateverIsChangedInItIsNoticed() {
        var box = secrets.encrypt("pbx", "geheim");

        assertThat(IntStream.range(0, box.length)).allSatisfy(at -> {
            var changed = box.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> secrets.decrypt("pbx", changed)).isInstanceOf(SecretException.class);
        });
        assertThatThrownBy(() -> secrets.decrypt("pbx", new byte[0])).isInstanceOf(SecretException.class);
    }

    @Test
    void anotherKeyIsToldFromAChange() {
        assertThatThrownBy(() -> new SecretBox(ANOTHER).decrypt("pbx", secrets.encrypt("pbx", "geheim")))
                .hasMessageContaining("another CALLBOARD_SECRETS_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all, but long enough to be one"})
    void aKeyThatIsNoneIsRefused(String key) {
        assertThatThrownBy(() -> new SecretBox(key)).hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void withoutAKeyNoSecretIsKept() {
        var closed = new SecretBox(" ");

        assertThat(closed.isOpen()).isFalse();
        assertThatThrownBy(() -> closed.encrypt("pbx", "geheim")).hasMessageContaining("Without CALLBOARD_SECRETS_KEY");
    }
}
