package callboard.benchmarks.reads;

import callboard.simulator.mode.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Fills a database with calls that look lived with, straight into its tables: for measuring what reading costs.
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        description = "Writes so many calls with their events and statistics into a call-service's database.")
public final class Seed implements Callable<Integer> {

    private static final int PIECE = 50_000;

    @Option(
            names = "--database",
            required = true,
            paramLabel = "JDBC-URL",
            description = "Of a call-service's database, whose tables are there.")
    private String database = "";

    @Option(names = "--user", defaultValue = "postgres", paramLabel = "NAME", description = "(${DEFAULT-VALUE})")
    private String user = "";

    @Option(names = "--password", defaultValue = "postgres", paramLabel = "WORD", description = "(${DEFAULT-VALUE})")
    private String password = "";

    @Option(names = "--calls", defaultValue = "1000000", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int calls;

    @Option(
            names = "--live",
            defaultValue = "2000",
            paramLabel = "N",
            description = "The latest of them, still waiting, talking or on hold (${DEFAULT-VALUE}).")
    private int live;

    @Option(
            names = "--days",
            defaultValue = "30",
            paramLabel = "N",
            description = "Over which they began (${DEFAULT-VALUE}).")
    private int days;

    @Override
    public Integer call() throws IOException, SQLException {
        if (calls < 1 || live < 0 || days < 1) {
            throw new IllegalArgumentException("--calls and --days must be 1 or more, --live 0 or more");
        }
        try (var connection = DriverManager.getConnection(database, user, password);
                var statement = connection.createStatement()) {
            statement.execute(script());
            var run = Target.run();
            try (var seed = connection.prepareStatement("select pg_temp.seed(?, ?, ?, ?, ?, ?)")) {
                for (int first = 1; first <= calls; first += PIECE) {
                    int last = Math.min(calls, first + PIECE - 1);
                    seed.setString(1, run);
                    seed.setInt(2, first);
                    seed.setInt(3, last);
                    seed.setInt(4, calls);
                    seed.setInt(5, live);
                    seed.setInt(6, days);
                    seed.execute();
                    System.out.println(last + " calls");
                }
            }
            statement.execute("vacuum (analyze)");
        }
        return 0;
    }

    private static String script() throws IOException {
        try (var script = Seed.class.getResourceAsStream("/callboard/benchmarks/seed.sql")) {
            if (script == null) {
                throw new IOException("seed.sql is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
