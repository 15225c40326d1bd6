package callboard.e2e.kubernetes;

/// The overlay that installations copy.
class ProductionManifestsTest extends ManifestRules {

    ProductionManifestsTest() {
        super(Manifests.of("overlays/production"));
    }
}
