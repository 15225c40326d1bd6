package callboard.e2e.kubernetes;

/// What overlays begin with.
class BaseManifestsTest extends ManifestRules {

    BaseManifestsTest() {
        super(Manifests.of("base"));
    }
}
