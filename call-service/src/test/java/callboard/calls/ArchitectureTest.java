package callboard.calls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The rooms of this house and the doors between them.
@AnalyzeClasses(packages = "callboard.calls", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LIFECYCLE_IS_PURE = classes()
            .that()
            .resideInAPackage("..calls.lifecycle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "callboard.contracts..", "callboard.calls.lifecycle..");

    @ArchTest
    static final ArchRule OUTBOX_KNOWS_NOBODY = classes()
            .that()
            .resideInAPackage("..calls.outbox..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("..calls.outbox..", "..calls.intake..", "..calls.stats..", "..calls.alert..");

    @ArchTest
    static final ArchRule TALLIES_ARE_PURE = classes()
            .that()
            .haveSimpleNameEndingWith("Tally")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "callboard.contracts..",
                    "callboard.calls.lifecycle..",
                    "callboard.calls.stats..",
                    "callboard.calls.agent..");

    @ArchTest
    static final ArchRule STATISTICS_DO_NOT_WRITE = noClasses()
            .that()
            .resideInAnyPackage("..calls.stats..", "..calls.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..calls.intake..");

    @ArchTest
    static final ArchRule NOTHING_IS_CIRCULAR =
            slices().matching("callboard.calls.(*)..").should().beFreeOfCycles();
}
