package callboard.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Which of a module's packages may use which of Callboard's others. A module's test extends this with its table.
///
/// Packages are named below the module's own: `call` is `callboard.calls.call`, the module's own is empty, and another
/// module's is what follows `callboard`, such as `contracts`.
public abstract class PackageRules {

    private static final String ALL = "callboard.";

    private final String root;
    private final Map<String, Set<String>> allowed;
    private final JavaClasses classes;

    /// @param root    the module's own package
    /// @param allowed for each package, those that it may use
    protected PackageRules(String root, Map<String, Set<String>> allowed) {
        this(root, allowed, new ImportOption.DoNotIncludeTests());
    }

    protected PackageRules(String root, Map<String, Set<String>> allowed, ImportOption which) {
        this.root = root;
        this.allowed = allowed;
        this.classes = new ClassFileImporter().withImportOption(which).importPackages(root);
    }

    @Test
    public void everyPackageIsInTheTable() {
        assertThat(classes.stream().map(each -> name(each.getPackageName())).collect(Collectors.toSet()))
                .isEqualTo(allowed.keySet());
    }

    @Test
    public void packagesUseOnlyWhatTheyMay() {
        assertThat(classes.stream()
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .filter(each -> !isAllowed(each))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    public void noPackagesUseEachOther() {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    public void everyPackageSaysThatNothingIsNullUnlessMarked() {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    private boolean isAllowed(Dependency dependency) {
        var target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        var from = name(dependency.getOriginClass().getPackageName());
        return !target.startsWith(ALL)
                || Stream.concat(Stream.of(from), allowed.getOrDefault(from, Set.of()).stream())
                        .anyMatch(name(target)::equals);
    }

    private String name(String name) {
        return name.equals(root)
                ? ""
                : name.startsWith(root + ".") ? name.substring(root.length() + 1) : name.substring(ALL.length());
    }
}
