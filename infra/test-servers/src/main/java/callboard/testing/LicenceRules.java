package callboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What holds of what each service ships. A service's test extends this with a part that it surely has.
public abstract class LicenceRules {

    private static final String TOOLS =
            "pkg:maven/(org[.]junit|org[.]mockito|org[.]assertj|org[.]testcontainers|io[.]zonky"
                    + "|com[.]github[.]codemonstur).*|.*(-test|devtools)@.*";

    private final String surely;

    /// @param surely the package URL of a part, without its version
    protected LicenceRules(String surely) {
        this.surely = surely;
    }

    @Test
    public void everythingThatIsShippedIsListedAndHasALicenceThatIsAgreedOn() throws IOException {
        assertThat(Licences.parts()).anyMatch(part -> part.startsWith(surely + "@"));
        assertThat(Licences.notAllowed()).isEmpty();
    }

    @Test
    public void whatTestsAndDevelopersNeedIsNotShipped() throws IOException {
        assertThat(Licences.parts()).isNotEmpty().noneMatch(part -> part.matches(TOOLS));
    }
}
