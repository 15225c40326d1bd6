package callboard.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final Pattern ID = Pattern.compile(Ids.PATTERN);
    private static final int GENERATED = 20_000;

    // Format characters that can be seen: they stand over or under the digits that follow.
    private static final Set<Integer> VISIBLE_FORMATS =
            Set.of(0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD);

    private static final List<int[]> BY_SCRIPT = Arrays.stream(Character.UnicodeScript.values())
            .map(script -> IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                    .filter(each -> Character.UnicodeScript.of(each) == script)
                    .limit(4000)
                    .toArray())
            .filter(characters -> characters.length > 0)
            .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "PJSIP/201",
                "SIP/2503",
                "Local/201@from-queue/n",
                "Ana María",
                "EMPRESA\\ana",
                "Agent/1001",
                "jo.o'neil@x",
                "sip:201@10.0.0.1;transport=udp",
                "<sip:201@x>",
                "#201",
                "*201",
                "u{cX82%bekJ@h",
                "a/b@h",
                "abc;tag=1",
                "dGVzdA/xyz==",
                "x'y(z)@h",
                "<abc>@h",
                "50 %",
                "\"q\"",
                "a?b=c&d#e",
                "%2F",
                "%2e%2e",
                "...",
                "a..b",
                ".a",
                "a.",
                "a/.b",
                "a/b.",
                "a//b",
                "/",
                "//",
                "/a/",
                "日本語",
                "مكتب ٢",
                "क्‍ष",
                "👩‍💻",
                "\uD83D\uDE00",
                "arn:aws:connect:eu-west-1:123456789012:instance/ab/agent/cd",
                "null",
                "__proto__",
                "events",
                "\u0301"
            })
    void areTaken(String id) {
        assertThat(Ids.normalized(id)).matches(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u00a0a",
                "a\u3000",
                "\u200da",
                "a\u200d",
                ".",
                "..",
                "a/..",
                "../a",
                "a/../b",
                "./a",
                "a/.",
                "a\tb",
                "a\nb",
                "a\0b",
                "\u007f",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u200bb",
                "a\ufeffb",
                "a\u00adb",
                "\ud800",
                "a\udc00b",
                "\ue000",
                "\uffff",
                "\uDBFF\uDFFF",
                "\uDB40\uDC41"
            })
    void areRefused(String id) {
        assertThat(Ids.normalized(id)).doesNotMatch(ID);
    }

    @Test
    void areCountedInCharactersAndNotInUnitsOfUtf16() {
        assertThat("😀".repeat(128)).matches(ID);
        assertThat("😀".repeat(129)).doesNotMatch(ID);
        assertThat("x".repeat(129)).doesNotMatch(ID);
    }

    /// Whatever is one text to a reader is one id.
    @Test
    void areTheSameInWhateverFormTheyAreSent() {
        assertThat(Ids.normalized("Jose\u0301")).isEqualTo("José");
        assertThat(Ids.normalized("\u1112\u1161\u11ab")).isEqualTo("한");
        // Counted as it is kept: this one grows.
        assertThat(Ids.normalized("\u0958".repeat(65))).doesNotMatch(ID);
    }

    @Test
    void areWhatTheRuleSaysInEveryScript() {
        var random = new Random(20261128);
        for (int i = 0; i < GENERATED; i++) {
            var id = generated(random);
            var kept = Ids.normalized(id);

            assertThat(ID.matcher(kept).matches()).as(escaped(id)).isEqualTo(isId(kept));
            assertThat(kept).as(escaped(id)).isEqualTo(Normalizer.normalize(id, Normalizer.Form.NFC));
            assertThat(Ids.normalized(kept)).isEqualTo(kept);
        }
    }

    /// Each character on its own, between others.
    @Test
    void everyCharacterIsTakenOrRefusedByItsKind() {
        var wrong = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(each -> ID.matcher("a" + Character.toString(each) + "a").matches() != isPrintable(each))
                .mapToObj(each -> "U+%04X".formatted(each))
                .collect(Collectors.joining(" "));

        assertThat(wrong).isEmpty();
    }

    /// The rule once more, in other words.
    private static boolean isId(String id) {
        var characters = id.codePoints().toArray();
        return characters.length >= 1
                && characters.length <= 128
                && IntStream.of(characters).allMatch(IdsTest::isPrintable)
                && !isBlank(characters[0])
                && !isBlank(characters[characters.length - 1])
                && Arrays.stream(id.split("/", -1)).noneMatch(each -> each.equals(".") || each.equals(".."));
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT ->
                VISIBLE_FORMATS.contains(character)
                        || character == 0x200C
                        || character == 0x200D
                        // How hieroglyphs stand to one another.
                        || Character.UnicodeScript.of(character) == Character.UnicodeScript.EGYPTIAN_HIEROGLYPHS;
            default -> true;
        };
    }

    private static boolean isBlank(int character) {
        return Character.getType(character) == Character.SPACE_SEPARATOR || character == 0x200C || character == 0x200D;
    }

    private static String generated(Random random) {
        var id = new StringBuilder();
        int length = random.nextInt(10) == 0 ? random.nextInt(140) : random.nextInt(8);
        var script = BY_SCRIPT.get(random.nextInt(BY_SCRIPT.size()));
        for (int i = 0; i < length; i++) {
            id.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "/%\\;'\"<>#? .,+&=".charAt(random.nextInt(16));
                        case 1 -> "./";
                        // Combining ones, blanks of all kinds, controls, formats, halves of pairs.
                        case 2 ->
                            Character.toString(
                                    random.nextInt(20) == 0 ? random.nextInt(0x20) : 0x300 + random.nextInt(0x70));
                        case 3 -> random.nextInt(10) == 0 ? Character.toString(0x2000 + random.nextInt(0x70)) : "a";
                        case 4 ->
                            random.nextInt(20) == 0 ? String.valueOf((char) (0xD800 + random.nextInt(0x800))) : "x";
                        default -> Character.toString(script[random.nextInt(script.length)]);
                    });
        }
        return id.toString();
    }

    private static String escaped(String id) {
        return id.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }
}
