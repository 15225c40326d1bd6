package callboard.simulator.traffic;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody who calls; all of them absent for who hides their number. Numbers are from the ranges that Ofcom and the
/// North American Numbering Plan set aside for stories, so they are nobody's.
record Person(
        @Nullable String number,
        @Nullable String name,
        @Nullable String reference) {

    private static final Person UNKNOWN = new Person(null, null, null);
    private static final double HIDDEN = 0.05;
    // Few enough that some call again.
    private static final int CUSTOMERS = 400;

    private static final List<String> FIRST = List.of(
            "Ana", "Luis", "María José", "Jorge", "Lucía", "Íñigo", "Emma", "James", "Olivia", "Noah", "Zoë", "Chloé");
    private static final List<String> LAST = List.of(
            "García",
            "Núñez",
            "Ibáñez",
            "Etxebarria",
            "Romero",
            "O'Neill",
            "Smith",
            "Taylor",
            "Nguyen",
            "Müller",
            "Okafor");

    static Person anyone(SeededRandom chance) {
        return chance.happens(HIDDEN) ? UNKNOWN : customer(chance.below(CUSTOMERS));
    }

    private static Person customer(int index) {
        var number = index % 4 == 0
                ? String.format(Locale.ROOT, "+1202555%04d", 100 + index / 4)
                : String.format(Locale.ROOT, "+447700900%03d", index);
        var name = FIRST.get(index % FIRST.size()) + " " + LAST.get(index % LAST.size());
        // The telephony system knows not everyone.
        return new Person(number, index % 5 == 0 ? null : name, index % 3 == 0 ? "C-" + (10_000 + index) : null);
    }
}
