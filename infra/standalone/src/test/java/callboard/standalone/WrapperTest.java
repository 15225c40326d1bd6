package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `mvnw` on a machine of our making: only these programs on the PATH, only these JDKs.
class WrapperTest {

    private static final List<String> TOOLS = List.of(
            "sed",
            "head",
            "ls",
            "dirname",
            "tar",
            "gzip",
            "mktemp",
            "mkdir",
            "rm",
            "mv",
            "cut",
            "sha512sum",
            "curl",
            "cat",
            "find",
            "cksum",
            "sort");
    private static final Path WRAPPER = Path.of("../../mvnw").toAbsolutePath().normalize();

    @TempDir
    Path machine;

    private Path project = Path.of("");
    private Path programs = Path.of("");
    private final Map<String, String> environment = new TreeMap<>();

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void furnish() throws IOException {
        project = Files.createDirectories(machine.resolve("a project"));
        programs = Files.createDirectories(machine.resolve("programs"));
        for (String tool : TOOLS) {
            Path real = List.of("/usr/bin", "/bin").stream()
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("This test needs " + tool));
            program(tool, "exec " + real + " \"$@\"");
        }
        environment.put("PATH", programs.toString());
        environment.put("HOME", machine.resolve("home").toString());
        // The same script, looking for JDKs nowhere but on our machine.
        install(Files.readString(WRAPPER).replaceAll(" /(usr|opt|Library|home)/", " " + machine + "/$1/"));
        program("node", "echo v22.12.0");
        program("npm", "");
        program("mvn", maven("3.9.9"));
    }

    @Test
    void aStaleJavaHomeDoesNotHideANewerJdk() throws Exception {
        environment.put("JAVA_HOME", jdk("old/jdk-17", "17.0.15").toString());
        Path good = jdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(run("verify").out()).contains("JAVA_HOME=" + good);
    }

    @Test
    void aJavaHomeThatIsNewEnoughIsTaken() throws Exception {
        Path good = jdk("mine/jdk 27", "27-ea");
        environment.put("JAVA_HOME", good.toString());
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(run("verify").out()).contains("JAVA_HOME=" + good + "\n");
    }

    @Test
    void theOldestJdkThatWillDoIsTakenFromWhereToolsKeepThem() throws Exception {
        jdk("home/.sdkman/candidates/java/21.0.2-tem", "21.0.2");
        jdk("home/.sdkman/candidates/java/26-open", "26");
        Path good = jdk("home/.jdks/temurin-25", "25");
        assertThat(run("verify").out()).contains("JAVA_HOME=" + good + "\n");
    }

    @Test
    void withoutAJdkThatWillDoItSaysWhatThereIsAndWhatToInstall() throws Exception {
        environment.put("JAVA_HOME", jdk("old/jdk-17", "17.0.15").toString());
        jdk("opt/jdk8", "1.8.0_402");
        Files.delete(jdk("opt/jre25", "25").resolve("bin/javac"));
        var run = run("verify");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("mvnw: Callboard needs JDK 25 or newer, and this machine has only JDK 17 in "
                        + machine + "/old/jdk-17; JDK 8 in " + machine + "/opt/jdk8; Java 25 without its compiler in "
                        + machine
                        + "/opt/jre25. Install one (for example Eclipse Temurin 25, https://adoptium.net) and run this again;"
                        + " JAVA_HOME may name it.\n");
    }

    @Test
    void withoutAnyJavaItSaysSo() throws Exception {
        assertThat(run("verify").err()).contains("this machine has none.");
    }

    @Test
    void argumentsArriveAsTheyWereGivenFromWhereverItIsCalled() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        var run = run("-Dname=two words", "*", "it's", "", "verify");
        assertThat(run.out()).contains("<-f><" + project + "/pom.xml><-Dname=two words><*><it's><><verify>");
        assertThat(run.out()).contains("MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow");
        assertThat(run("-f", "other.xml", "verify").out())
                .contains("<-f><other.xml><verify>")
                .doesNotContain("pom.xml");
    }

    @Test
    void withoutAGoalItBuildsQuietlyAndStartsWhatWasBuilt() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        write("infra/standalone/target/launcher.classpath", machine + "/a library.jar");
        assertThat(run("-Ddemo", "-Dcallboard.home=a folder", "-o").out())
                .startsWith("Building Callboard")
                .contains("pom.xml><-q><-DskipChecks><-Ddemo><-Dcallboard.home=a folder><-o>")
                .contains("<-Dcallboard.artifacts=" + project + "><-Ddemo><-Dcallboard.home=a folder><-cp><" + project
                        + "/infra/standalone/target/classes:" + machine
                        + "/a library.jar><callboard.standalone.Launcher>");
        assertThat(run().out()).doesNotContain("Building").contains("Launcher");
        assertThat(run("verify").out()).doesNotContain("Launcher");
    }

    @Test
    void whatFailsToBuildIsNotStarted() throws Exception {
        built();
        write("contracts/src/main/java/Call.java", "class Call {");
        program("mvn", "[ \"$1\" = -v ] && { echo 'Apache Maven 3.9.9'; exit; }; exit 1");
        var failed = run();
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).doesNotContain("Launcher");
        program("mvn", maven("3.9.9"));
        assertThat(run().out()).startsWith("Building Callboard").contains("Launcher");
    }

    @Test
    void whatIsBuiltAlreadyIsStartedWithoutMaven() throws Exception {
        built();
        assertThat(run("-Ddemo").out()).doesNotContain("Building").contains("<-Ddemo>", "Launcher");
        assertThat(run("-Ddemo", "-Dvia=twilio").out())
                .doesNotContain("Building")
                .contains("<-Ddemo><-Dvia=twilio>", "Launcher");
        write("contracts/src/test/java/CallTest.java", "another test");
        assertThat(run().out()).doesNotContain("Building").contains("Launcher");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "contracts/src/main/java/Call.java",
                "frontend/src/a new page.tsx",
                "infra/docker/java-options",
                "call-service/target/call-service-1.0.0.jar",
                "frontend/dist/index.html",
                "infra/standalone/target/classes/Launcher.class"
            })
    void whateverHasChangedIsBuiltBeforeItIsStarted(String file) throws Exception {
        built();
        var before = Files.exists(project.resolve(file))
                ? Files.getLastModifiedTime(project.resolve(file))
                : FileTime.fromMillis(0);
        write(file, "changed");
        Files.setLastModifiedTime(project.resolve(file), before);
        assertThat(run().out()).startsWith("Building Callboard").contains("Launcher");
        assertThat(run().out()).doesNotContain("Building").contains("Launcher");
        Files.delete(project.resolve(file));
        assertThat(run().out()).startsWith("Building Callboard");
    }

    @Test
    void aLibraryThatIsGoneIsFetchedAgain() throws Exception {
        built();
        Files.delete(machine.resolve("library.jar"));
        assertThat(run().out()).startsWith("Building Callboard");
    }

    @Test
    void whatChangesDuringABuildIsBuiltTheNextTime() throws Exception {
        built();
        write("pom.xml", "changed");
        program("mvn", maven("3.9.9") + "; echo more >> '" + project + "/contracts/src/main/java/Call.java'");
        assertThat(run().out()).startsWith("Building Callboard");
        program("mvn", maven("3.9.9"));
        assertThat(run().out()).startsWith("Building Callboard");
        assertThat(run().out()).doesNotContain("Building");
    }

    @Test
    void whatMayAskForAnotherBuildIsBuilt() throws Exception {
        built();
        assertThat(run("-Dspring-boot.version=5").out()).startsWith("Building Callboard");
        assertThat(run("-Pbenchmarks").out()).startsWith("Building Callboard");
    }

    @Test
    void aMissingOrOldNodeIsNamed() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        program("node", "echo v18.20.4");
        assertThat(run("verify").err())
                .contains("the node on the PATH is 18.20.4.")
                .contains("Install Node.js");
        Files.delete(programs.resolve("node"));
        assertThat(run("verify").err()).contains("there is no node on the PATH.");
        assertThat(run("-pl", "contracts", "test").code())
                .as("a module that needs no Node")
                .isZero();
    }

    @Test
    void withoutAMavenThatWillDoItIsFetchedOnceAndKept() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        program("mvn", maven("3.6.3"));
        byte[] archive = archive();
        install(Files.readString(project.resolve("mvnw"))
                .replaceFirst("maven_sha512=\\w+", "maven_sha512=" + sha512(archive)));
        var asked = new ArrayList<String>();
        var server = repository(archive, asked);
        try {
            var first = run("verify");
            assertThat(first.err()).startsWith("Fetching Maven ");
            assertThat(first.out()).contains("the fetched Maven").contains("<verify>");
            assertThat(run("verify").out()).contains("the fetched Maven");
            assertThat(asked)
                    .hasSize(1)
                    .first()
                    .asString()
                    .matches("/maven/org/apache/maven/apache-maven/([0-9.]+)/apache-maven-\\1-bin\\.tar\\.gz");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aMavenThatIsNotTheOneWeKnowIsNotInstalled() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        Files.delete(programs.resolve("mvn"));
        var server = repository(archive(), new ArrayList<>());
        try {
            var run = run("verify");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("(its SHA-512 differs); nothing was installed.");
        } finally {
            server.stop(0);
        }
        try (var left = Files.list(machine.resolve("home/.m2/callboard"))) {
            assertThat(left).isEmpty();
        }
    }

    /// Everything built, and nothing changed since.
    private void built() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        for (String file : List.of(
                "pom.xml",
                "contracts/src/main/java/Call.java",
                "infra/docker/java-options",
                "call-service/target/call-service-1.0.0.jar",
                "realtime-service/target/realtime-service-1.0.0.jar",
                "infra/simulator/target/simulator-1.0.0-exec.jar",
                "infra/standalone/target/classes/Launcher.class",
                "frontend/dist/index.html")) {
            write(file, "first");
        }
        write(
                "infra/standalone/target/launcher.classpath",
                machine.resolve("library.jar").toString());
        Files.writeString(machine.resolve("library.jar"), "");
        assertThat(run().out()).startsWith("Building Callboard").contains("Launcher");
    }

    private void write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Run run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(project.resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        Path out = machine.resolve("out.txt");
        Path err = machine.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(machine.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void install(String script) throws IOException {
        Files.writeString(project.resolve("mvnw"), script);
        executable(project.resolve("mvnw"));
    }

    private Path jdk(String where, String version) throws IOException {
        Path home = machine.resolve(where);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String name : List.of("java", "javac")) {
            Files.writeString(home.resolve("bin").resolve(name), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
            executable(home.resolve("bin").resolve(name));
        }
        return home;
    }

    private void program(String name, String body) throws IOException {
        Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
        executable(programs.resolve(name));
    }

    private static String maven(String version) {
        return "[ \"$1\" = -v ] && { echo 'Apache Maven " + version + " (abc)'; exit; }\n"
                + "echo JAVA_HOME=$JAVA_HOME; echo MAVEN_OPTS=$MAVEN_OPTS; printf '<%s>' \"$@\"";
    }

    private byte[] archive() throws Exception {
        String version = Files.readString(WRAPPER).replaceAll("(?s).*maven_fetched=([0-9.]+).*", "$1");
        Path bin = Files.createDirectories(machine.resolve("packed/apache-maven-" + version + "/bin"));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho the fetched Maven; printf '<%s>' \"$@\"\n");
        executable(bin.resolve("mvn"));
        Path archive = machine.resolve("archive.tar.gz");
        var tar = new ProcessBuilder("tar", "-czf", archive.toString(), "apache-maven-" + version)
                .directory(machine.resolve("packed").toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(archive);
    }

    private HttpServer repository(byte[] archive, List<String> asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
        environment.put(
                "MVNW_REPOURL", "http://127.0.0.1:" + server.getAddress().getPort() + "/maven/");
        return server;
    }

    private static String sha512(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
