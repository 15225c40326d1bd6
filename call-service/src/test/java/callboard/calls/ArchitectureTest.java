package callboard.calls;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    /// A stream of rows keeps its connection until it is closed; a few that aren't, and none is left.
    @ArchTest
    static final ArchRule ROWS_ARE_LISTED = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .orShould()
            .callMethodWhere(
                    target(owner(assignableTo(JdbcOperations.class))).and(target(nameMatching("queryForStream"))));

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
