package callboard.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "callboard.realtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
