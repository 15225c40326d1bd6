package callboard.calls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What may use no framework. Which package may use which other: [PackagesTest].
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
}
