package callboard.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "callboard.realtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesUseWhatTheySay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("room")
            .definedBy("callboard.realtime.room..")
            .layer("feed")
            .definedBy("callboard.realtime.feed..")
            .layer("socket")
            .definedBy("callboard.realtime.socket..")
            .layer("ops")
            .definedBy("callboard.realtime.ops..")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("feed", "socket")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("socket", "ops")
            .whereLayer("socket")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ops")
            .mayNotBeAccessedByAnyLayer();

    /// They reach sockets that were not let in.
    @ArchTest
    static final ArchRule nothingIsBroadcastByTheLibrary =
            noClasses().should().dependOnClassesThat().haveSimpleNameEndingWith("BroadcastOperations");

    @ArchTest
    static final ArchRule noJackson2 = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");
}
